using System.Globalization;
using System.Text.Json;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class SearchTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Search_RightAfterAWrite_DoesNotSeeItYet()
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var id = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/deals", new { properties = new { dealname = "Lag", dealstage = "qualifiedtobuy", amount = "5000" } })).Text("id");
        Assert.Equal(0, await CountAsync(hubSpot, "dealname", "EQ", "Lag"));
        Assert.Equal(200, (await hubSpot.GetAsync($"crm/v3/objects/deals/{id}")).Status);

        await sandbox.Client.AdvanceAsync(TimeSpan.FromSeconds(2.1));
        Assert.Equal(1, await CountAsync(hubSpot, "dealname", "EQ", "Lag"));

        await hubSpot.OkAsync(HttpMethod.Patch, $"crm/v3/objects/deals/{id}", new { properties = new { dealname = "Lead" } });
        Assert.Equal(1, await CountAsync(hubSpot, "dealname", "EQ", "Lag"));
        await sandbox.Client.AdvanceAsync(TimeSpan.FromSeconds(2.1));
        Assert.Equal(1, await CountAsync(hubSpot, "dealname", "EQ", "Lead"));

        await hubSpot.OkAsync(HttpMethod.Delete, $"crm/v3/objects/deals/{id}");
        await sandbox.Client.AdvanceAsync(TimeSpan.FromSeconds(2.1));
        Assert.Equal(0, await CountAsync(hubSpot, "dealname", "EQ", "Lead"));
    }

    [Theory]
    [InlineData("amount", "EQ", "7000", null, 1)]
    [InlineData("amount", "EQ", "7000.0", null, 1)]
    [InlineData("amount", "NEQ", "7000", null, 3)]
    [InlineData("amount", "LT", "7000", null, 1)]
    [InlineData("amount", "LTE", "7000", null, 2)]
    [InlineData("amount", "GT", "7000", null, 1)]
    [InlineData("amount", "GTE", "7000", null, 2)]
    [InlineData("amount", "BETWEEN", "900", "7000", 2)]
    [InlineData("amount", "IN", "900,7000", null, 2)]
    [InlineData("amount", "NOT_IN", "900,7000", null, 1)]
    [InlineData("amount", "HAS_PROPERTY", null, null, 3)]
    [InlineData("amount", "NOT_HAS_PROPERTY", null, null, 1)]
    [InlineData("dealname", "CONTAINS_TOKEN", "northern", null, 2)]
    [InlineData("dealname", "CONTAINS_TOKEN", "north*", null, 3)]
    [InlineData("dealname", "NOT_CONTAINS_TOKEN", "northern", null, 2)]
    [InlineData("closedate", "GTE", "1893456000000", null, 2)]
    [InlineData("closedate", "LT", "2030-01-01T00:00:00Z", null, 2)]
    public async Task Search_Operator_FindsWhatItShould(string property, string operation, string? value, string? high, int expected)
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await sandbox.Client.ScenarioAsync("empty");
        (string Name, string? Amount, string Close)[] deals =
            [("Northern lane", "900", "2029-12-31T12:00:00Z"), ("Northern light", "7000", "2030-01-01T00:00:00Z"), ("Northbound", "12000", "2031-05-01T00:00:00Z"), ("South", null, "2020-01-01T00:00:00Z")];
        foreach (var (name, amount, close) in deals)
        {
            await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/deals", new { properties = new { dealname = name, dealstage = "qualifiedtobuy", amount, closedate = close } });
        }

        await sandbox.Client.AdvanceAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(expected, await CountAsync(hubSpot, property, operation, value, high));
    }

    [Fact]
    public async Task Search_PageByPage_FindsEveryDealOnceInOrder()
    {
        await sandbox.Client.ScenarioAsync("default");
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var seen = new List<(string Id, double Amount)>();
        string? after = null;
        do
        {
            var page = await hubSpot.OkAsync(HttpMethod.Post, "crm/objects/2026-09/deals/search", new { limit = 7, after, sorts = new[] { "amount" }, properties = new[] { "amount" } });
            Assert.Equal(80, page.GetProperty("total").GetInt32());
            seen.AddRange(page.GetProperty("results").EnumerateArray().Select(deal => (deal.Text("id"), double.Parse(deal.GetProperty("properties").Text("amount"), CultureInfo.InvariantCulture))));
            after = page.TryGetProperty("paging", out var paging) ? paging.GetProperty("next").Text("after") : null;
        }
        while (after is not null);

        Assert.Equal(80, seen.Select(deal => deal.Id).Distinct().Count());
        Assert.Equal(seen.Select(deal => deal.Amount).Order(), seen.Select(deal => deal.Amount));
    }

    [Theory]
    [InlineData("""{"limit":201}""")]
    [InlineData("""{"limit":200,"after":"9801"}""")]
    [InlineData("""{"after":"ten"}""")]
    [InlineData("""{"filterGroups":[{"filters":[{"propertyName":"shoe_size","operator":"EQ","value":"1"}]}]}""")]
    [InlineData("""{"filterGroups":[{"filters":[{"propertyName":"amount","operator":"LIKE","value":"1"}]}]}""")]
    [InlineData("""{"filterGroups":[{"filters":[{"propertyName":"amount","operator":"BETWEEN","value":"1"}]}]}""")]
    [InlineData("""{"filterGroups":[{"filters":[]},{"filters":[]},{"filters":[]},{"filters":[]},{"filters":[]},{"filters":[]}]}""")]
    [InlineData("""{"sorts":["amount","dealname"]}""")]
    public async Task Search_BeyondTheLimits_Is400(string body)
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);

        var (status, answer) = await hubSpot.SendAsync(HttpMethod.Post, "crm/v3/objects/deals/search", body);

        Assert.Equal(400, status);
        Assert.Equal("VALIDATION_ERROR", answer.Text("category"));
    }

    [Fact]
    public async Task Search_ByAssociation_FindsTheDealsOfACompany()
    {
        await sandbox.Client.ScenarioAsync("default");
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var deal = (await hubSpot.OkAsync(HttpMethod.Get, "crm/v3/objects/deals?limit=1&associations=companies")).GetProperty("results")[0];
        var company = deal.GetProperty("associations").GetProperty("companies").GetProperty("results")[0].Text("id");

        Assert.InRange(await CountAsync(hubSpot, "associations.company", "EQ", company), 1, 10);
    }

    private static async Task<int> CountAsync(SandboxHttp hubSpot, string property, string operation, string? value, string? high = null)
    {
        var filter = new Dictionary<string, object?>(StringComparer.Ordinal) { ["propertyName"] = property, ["operator"] = operation };
        if (operation is "IN" or "NOT_IN")
        {
            filter["values"] = value!.Split(',');
        }
        else if (value is not null)
        {
            filter["value"] = value;
        }

        if (high is not null)
        {
            filter["highValue"] = high;
        }

        var answer = await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/deals/search", JsonSerializer.Serialize(new { filterGroups = new[] { new { filters = new[] { filter } } } }));
        return answer.GetProperty("total").GetInt32();
    }
}
