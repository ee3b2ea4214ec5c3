using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.Execution;

/// <summary>What lists of executions and outcomes refuse; nothing is changed by it, so that one program serves all cases.</summary>
public sealed class ExecutionListInputTests(CaseyAppFixture fixture) : IClassFixture<CaseyAppFixture>
{
    [Theory]
    [InlineData("api/executions?limit=0", "limit")]
    [InlineData("api/executions?cursor=zzz", "cursor")]
    [InlineData("api/executions?status=done", "status")]
    [InlineData("api/outcomes?limit=201", "limit")]
    public async Task List_WrongParameter_IsNamed(string path, string field)
    {
        using var answer = await fixture.Casey.GetAsync(path);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }
}
