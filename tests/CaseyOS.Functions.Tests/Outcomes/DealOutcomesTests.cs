using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Jobs;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Outcomes.Deals;
using CaseyOS.Functions.Tests.Jobs;
using CaseyOS.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Outcomes;

/// <summary>How deals ended: the past by a job, the present by the poll.</summary>
public sealed class DealOutcomesTests(HubAppFixture app) : IClassFixture<HubAppFixture>
{
    private IServiceProvider Services => app.App.Services;

    [Fact]
    public async Task Backfill_PageByPageAndAgain_HasEachClosedDealOnce()
    {
        var expected = await ClosedInHubSpotAsync();

        var first = await RunAsync();
        var stored = await StoredAsync();
        var second = await RunAsync();

        Assert.Equal("succeeded", first.GetProperty("state").GetString());
        var part = Assert.Single(first.GetProperty("parts").EnumerateArray());
        Assert.Equal(expected.Count, part.GetProperty("done").GetInt32());
        Assert.Equal(expected.Count, part.GetProperty("total").GetInt32());
        Assert.Equal(part.GetProperty("results").GetProperty("stored").GetInt32(), stored.Count);
        Assert.Equal(stored.Select(outcome => outcome.DealId).Order(StringComparer.Ordinal), (await StoredAsync()).Select(outcome => outcome.DealId).Order(StringComparer.Ordinal));
        Assert.NotEqual(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.All(stored, outcome => Assert.Equal(expected[outcome.DealId].IsWon, outcome.Result == DealResult.Won));
        Assert.Contains(stored, outcome => outcome is { Reason: not null, Industry: not null, Size: not null, CycleDays: >= 0 });

        var rates = (await app.Casey.GetFromJsonAsync<JsonElement>("api/deal-outcomes/win-rates")).GetProperty("items").EnumerateArray().ToList();
        var mine = (await Services.GetRequiredService<DealOutcomeStore>().ListAsync(await OwnerAsync("casey@dwtb.example"), CancellationToken.None)).Count;
        Assert.Equal(mine, rates[0].GetProperty("won").GetInt32() + rates[0].GetProperty("lost").GetInt32());
        Assert.Equal(mine, rates.Skip(1).Sum(rate => rate.GetProperty("won").GetInt32() + rate.GetProperty("lost").GetInt32()));
    }

    // The step that took a page in, and died before it said so, is run again from the page's beginning.
    [Fact]
    public async Task Import_SmallPagesFromAnyId_CoverTheRestInOrder()
    {
        var hubSpot = Services.GetRequiredService<HubSpotClient>();
        var all = await ClosedInHubSpotAsync();
        var ids = all.Keys.OrderBy(long.Parse).ToList();

        var rest = await hubSpot.ListClosedDealsAsync(ids[0]);

        Assert.Equal(ids.Skip(1), rest.Deals.Select(deal => deal.Id));
        Assert.Equal(ids.Count - 1, rest.Remaining);
    }

    [Fact]
    public async Task Note_ClosedThenOpenedAgain_IsKeptAndForgotten()
    {
        var (id, closed) = (await ClosedInHubSpotAsync()).First();
        var outcomes = ActivatorUtilities.CreateInstance<DealOutcomes>(Services);
        var store = Services.GetRequiredService<DealOutcomeStore>();
        var now = TimeProvider.System.GetUtcNow();
        var deal = new Deal { Id = id, Name = closed.Name, IsClosed = true, ModifiedAt = now };
        await store.RemoveAsync(id, CancellationToken.None);

        await outcomes.NoteAsync([deal], CancellationToken.None);
        var requests = (await app.Sandbox.Client.RequestsAsync("hubspot")).Count;
        await outcomes.NoteAsync([deal], CancellationToken.None); // the overlap of two polls
        Assert.Equal(requests, (await app.Sandbox.Client.RequestsAsync("hubspot")).Count);
        Assert.Contains(await StoredAsync(), outcome => outcome.DealId == id);

        await outcomes.NoteAsync([deal with { IsClosed = false, ModifiedAt = now.AddMinutes(1) }], CancellationToken.None);
        Assert.DoesNotContain(await StoredAsync(), outcome => outcome.DealId == id);
    }

    [Fact]
    public async Task SecondStart_OfAFinishedBackfill_EndsAtOnce()
    {
        var job = await RunAsync();
        var client = Services.GetRequiredService<DurableTaskClient>();
        var again = await client.ScheduleNewOrchestrationInstanceAsync(nameof(BackfillDealOutcomes), JobId.Parse(job.GetProperty("id").GetString()!, null));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        Assert.Equal("\"finished already\"", (await client.WaitForInstanceCompletionAsync(again, limit.Token)).SerializedOutput);
    }

    [Fact]
    public async Task Backfill_ByOthers_IsRefused()
    {
        using var answer = await app.Alex.PostAsync("api/deal-outcomes/backfill", null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<JsonElement> RunAsync()
    {
        using var answer = await app.Casey.PostAsync("api/deal-outcomes/backfill", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        JsonElement job = default;
        await Eventually.TrueAsync(
            async () => (job = await app.Casey.GetFromJsonAsync<JsonElement>(answer.Headers.Location!)).GetProperty("ended_at").ValueKind != JsonValueKind.Null,
            () => $"The job does not end: {job}",
            TimeSpan.FromSeconds(60));
        return job;
    }

    private async Task<Dictionary<string, ClosedDeal>> ClosedInHubSpotAsync()
    {
        var page = await Services.GetRequiredService<HubSpotClient>().ListClosedDealsAsync(null);
        Assert.True(page.IsLast && page.Deals.Count > 1, "The sandbox has one page of closed deals, and more than one deal.");
        return page.Deals.ToDictionary(deal => deal.Id, StringComparer.Ordinal);
    }

    private async Task<List<DealOutcome>> StoredAsync()
    {
        var store = Services.GetRequiredService<DealOutcomeStore>();
        return [.. await store.ListAsync(await OwnerAsync("casey@dwtb.example"), CancellationToken.None), .. await store.ListAsync(await OwnerAsync("alex@dwtb.example"), CancellationToken.None)];
    }

    private async Task<OwnerId> OwnerAsync(string email) => (await Services.GetRequiredService<CaseyOS.Core.Accounts.AccountStore>().EnsureAsync(email)).Owner;
}
