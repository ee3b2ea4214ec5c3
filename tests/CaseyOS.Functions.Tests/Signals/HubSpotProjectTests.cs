using System.Text.Json;
using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class HubSpotProjectTests
{
    // What nobody uses should not be asked for, and what is asked for must be a property that HubSpot has.
    [Fact]
    public void Subscriptions_AreOfRecordsThatRulesReadAndOfNoOthers()
    {
        var file = File.ReadAllText(Path.Combine(Repository.Root, "hubspot", "src", "app", "webhooks", "webhooks-hsmeta.json"));
        var config = JsonDocument.Parse(file).RootElement.GetProperty("config");
        var subscriptions = config.GetProperty("subscriptions").GetProperty("crmObjects").EnumerateArray().ToList();

        Assert.EndsWith("/api/webhooks/hubspot", config.GetProperty("settings").Text("targetUrl"), StringComparison.Ordinal);
        Assert.All(subscriptions, subscription => Assert.Contains(subscription.Text("objectType"), new[] { "contact", "company", "deal" }));
        Assert.All(subscriptions, subscription => Assert.Equal(subscription.Text("subscriptionType") == "object.propertyChange", subscription.TryGetProperty("propertyName", out _)));
        Assert.Equal(subscriptions.Count, subscriptions.Select(subscription => subscription.GetRawText()).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(subscriptions, subscription => subscription.Text("objectType") == "deal" && subscription.TryGetProperty("propertyName", out var name) && name.GetString() == "dealstage");
    }
}
