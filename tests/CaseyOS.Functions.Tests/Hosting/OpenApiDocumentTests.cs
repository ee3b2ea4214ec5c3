using System.Text.Json.Nodes;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Hosting;

/// <summary>The kept document is what readers and the page's types rest on; the served one is the truth.</summary>
public sealed class OpenApiDocumentTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Document_Served_IsTheOneKept()
    {
        await using var app = await CaseyApp.StartAsync(azurite);
        using var http = app.Anonymous();
        var served = await http.GetStringAsync("api/openapi.json", TestContext.Current.CancellationToken);
        var kept = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi.json"), TestContext.Current.CancellationToken);

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(kept), JsonNode.Parse(served)),
            "docs/openapi.json is not what /api/openapi.json answers. Save the answer there and run `npm run generate:api` in CaseyOS.Web.");
    }

    [Fact]
    public async Task Document_Ids_AreStrings()
    {
        await using var app = await CaseyApp.StartAsync(azurite);
        using var http = app.Anonymous();
        var document = JsonNode.Parse(await http.GetStringAsync("api/openapi.json", TestContext.Current.CancellationToken))!;

        Assert.Equal("string", (string?)document["components"]!["schemas"]!["IdOfQueueItem"]!["type"]);
    }
}
