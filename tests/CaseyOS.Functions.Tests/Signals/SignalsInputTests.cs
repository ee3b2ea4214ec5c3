using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>What signals and rules refuse; nothing is changed by it, so that one program serves all cases.</summary>
public sealed class SignalsInputTests(CaseyAppFixture fixture) : IClassFixture<CaseyAppFixture>
{
    private readonly HttpClient casey = fixture.Casey;

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?source=fax", "source")]
    [InlineData("?type=deal_exploded", "type")]
    [InlineData("?cursor=***", "cursor")]
    [InlineData("?cursor=bm9wZQ", "cursor")]
    [InlineData("/not-an-id", "id")]
    public async Task List_BadInput_IsRefusedNamingTheField(string path, string field)
    {
        using var answer = await casey.GetAsync("api/signals" + path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("deal_exploded", "{\"enabled\":true}", 404, null)]
    [InlineData("deal_stalled", "{\"thresholds\":{\"days_in_stage\":0}}", 400, "thresholds.days_in_stage")]
    [InlineData("deal_stalled", "{\"thresholds\":{\"days_in_stage\":366}}", 400, "thresholds.days_in_stage")]
    [InlineData("deal_stalled", "{\"thresholds\":{\"urgency\":101}}", 400, "thresholds.urgency")]
    [InlineData("deal_stalled", "{\"thresholds\":{\"weeks\":2}}", 400, "thresholds.weeks")]
    [InlineData("deal_stalled", "{\"enabled\":\"yes\"}", 400, "enabled")]
    [InlineData("deal_stalled", "{\"on\":true}", 400, "on")]
    public async Task ChangeRule_BadInput_IsRefusedNamingTheFieldAndItsRange(string rule, string body, int status, string? field)
    {
        using var answer = await casey.PutAsync($"api/signals/rules/{rule}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
        if (field is not null)
        {
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
        }
    }
}
