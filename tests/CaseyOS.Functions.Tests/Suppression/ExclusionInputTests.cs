using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.Suppression;

/// <summary>What is no company to leave alone; nothing is changed by it, so that one program serves all cases.</summary>
public sealed class ExclusionInputTests(CaseyAppFixture fixture) : IClassFixture<CaseyAppFixture>
{
    [Theory]
    [InlineData("""{"domains":["northwind"]}""", "domains")]
    [InlineData("""{"domains":["https://northwind.example"]}""", "domains")]
    [InlineData("""{"domains":[""]}""", "domains")]
    [InlineData("""{"domain":["northwind.example"]}""", "domain")]
    public async Task Exclude_WhatIsNoDomain_IsRefusedNamingTheField(string body, string field)
    {
        using var answer = await fixture.Casey.PutAsync("api/settings/excluded-companies", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }
}
