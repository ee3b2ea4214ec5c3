using System.Globalization;
using System.Text.Json;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>The invented company is large, plausible and neglected enough that every rule finds something.</summary>
public sealed class SeedTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Fields = "properties=dealname,amount,closedate,dealstage,hubspot_owner_id,hs_is_closed,hs_v2_date_entered_current_stage,notes_last_updated,createdate";

    [Fact]
    public async Task Reset_WithTheSameSeed_GivesTheSameCompany_AndAnotherSeedAnother()
    {
        await sandbox.Client.ResetAsync(seed: 5);
        var first = await NamesAsync();
        await sandbox.Client.ResetAsync(seed: 6);
        var other = await NamesAsync();
        await sandbox.Client.ResetAsync(seed: 5);

        Assert.Equal(first, await NamesAsync());
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Default_HasDealsForEveryRule()
    {
        await sandbox.Client.ResetAsync(seed: 20);
        var now = await NowAsync();
        var deals = await AllAsync("deals", Fields + "&associations=contacts,companies");
        Assert.Equal((60, 200, 80), ((await AllAsync("companies", "properties=name")).Count, (await AllAsync("contacts", "properties=email")).Count, deals.Count));
        Assert.All(deals, deal =>
        {
            Assert.NotEmpty(deal.GetProperty("associations").GetProperty("companies").GetProperty("results").EnumerateArray());
            Assert.NotEmpty(deal.GetProperty("associations").GetProperty("contacts").GetProperty("results").EnumerateArray());
            Assert.InRange(double.Parse(Value(deal, "amount")!, CultureInfo.InvariantCulture), 3000, 120_000);
            Assert.True(Time(deal, "closedate") > Time(deal, "createdate"));
        });

        var open = deals.Where(deal => Value(deal, "hs_is_closed") == "false").ToArray();
        var casey = open.Count(deal => Value(deal, "hubspot_owner_id") == "81520001");
        Assert.InRange(casey, 25, open.Length - 3);
        Assert.Contains(open, deal => Value(deal, "hubspot_owner_id") == "81520002");
        Assert.Contains(deals, deal => Value(deal, "hubspot_owner_id") is null);
        Assert.True(open.Count(deal => (now - Time(deal, "hs_v2_date_entered_current_stage")!.Value).TotalDays >= 7) >= 20);
        Assert.True(open.Count(deal => (now - Time(deal, "hs_v2_date_entered_current_stage")!.Value).TotalDays < 6) >= 8);
        Assert.True(open.Count(deal => Time(deal, "closedate") < now) >= 6);
        Assert.True(open.Count(deal => Value(deal, "dealstage") == "proposalsent" && (now - (Time(deal, "notes_last_updated") ?? Time(deal, "createdate"))!.Value).TotalDays >= 3) >= 4);
        Assert.Contains(deals, deal => Value(deal, "dealstage") == "closedwon");
        Assert.Contains(deals, deal => Value(deal, "dealstage") == "closedlost");
    }

    [Fact]
    public async Task Default_HasNewLeadsThatNobodyTalkedTo()
    {
        await sandbox.Client.ResetAsync(seed: 20);
        var now = await NowAsync();
        var contacts = await AllAsync("contacts", "properties=email,createdate,notes_last_contacted,num_contacted_notes,lifecyclestage");

        var fresh = contacts.Where(contact => now - Time(contact, "createdate") < TimeSpan.FromDays(7) && Value(contact, "notes_last_contacted") is null).ToArray();

        Assert.InRange(fresh.Length, 8, 40);
        Assert.All(contacts, contact => Assert.EndsWith(".example", Value(contact, "email"), StringComparison.Ordinal));
        Assert.Equal(contacts.Count, contacts.Select(contact => Value(contact, "email")).Distinct().Count());
    }

    [Fact]
    public async Task Mailboxes_HoldConversationsOfBothSides()
    {
        await sandbox.Client.ResetAsync(seed: 20);
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);

        Assert.True((await gmail.OkAsync(HttpMethod.Get, "messages?q=in:sent")).GetProperty("resultSizeEstimate").GetInt32() > 20);
        Assert.True((await gmail.OkAsync(HttpMethod.Get, "messages?q=in:inbox")).GetProperty("resultSizeEstimate").GetInt32() > 10);
    }

    [Theory]
    [InlineData("empty", 0, 0)]
    [InlineData("large", 5000, 500)]
    public async Task Scenario_Chosen_HasItsSizeAndKeepsTheSignIn(string name, int contacts, int deals)
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);

        var summary = await sandbox.Client.ScenarioAsync(name);

        Assert.Equal((contacts, deals), (summary.GetProperty("contacts").GetInt32(), summary.GetProperty("deals").GetInt32()));
        Assert.Equal(200, (await gmail.GetAsync("profile")).Status);
        await sandbox.Client.ScenarioAsync("default");
    }

    private async Task<DateTimeOffset> NowAsync()
    {
        using var own = new SandboxHttp(sandbox.Address);
        return (await own.OkAsync(HttpMethod.Get, "sandbox/health")).GetProperty("now").GetDateTimeOffset();
    }

    private async Task<IReadOnlyList<string?>> NamesAsync() => [.. (await AllAsync("deals", "properties=dealname,amount")).Select(deal => deal.Text("id") + Value(deal, "dealname") + Value(deal, "amount"))];

    private async Task<IReadOnlyList<JsonElement>> AllAsync(string type, string query)
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var all = new List<JsonElement>();
        var after = "";
        do
        {
            var page = await hubSpot.OkAsync(HttpMethod.Get, $"crm/v3/objects/{type}?limit=100&after={after}&{query}");
            all.AddRange(page.GetProperty("results").EnumerateArray());
            after = page.TryGetProperty("paging", out var paging) ? paging.GetProperty("next").Text("after") : "";
        }
        while (after.Length > 0);

        return all;
    }

    private static string? Value(JsonElement record, string name) => record.GetProperty("properties").GetProperty(name).GetString();

    private static DateTimeOffset? Time(JsonElement record, string name) => Value(record, name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
}
