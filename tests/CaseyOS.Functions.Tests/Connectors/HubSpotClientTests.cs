using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Testing;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

public sealed class HubSpotClientTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private const int Deals = 80;
    private readonly ServiceProvider services = ConnectorServices.Create(sandbox.HubSpot);
    private long start;

    private HubSpotClient Client => services.GetRequiredService<HubSpotClient>();

    public async ValueTask InitializeAsync()
    {
        await sandbox.Client.ScenarioAsync("default");
        start = await sandbox.Client.RequestsAsync() is [.., var last] ? last.Seq : 0;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task SearchDeals_All_AreTypedAndLinked()
    {
        var deals = await Client.SearchDealsAsync(new()).ToListAsync();

        Assert.Equal(Deals, deals.Count);
        Assert.Equal(Deals, deals.Select(deal => deal.Id).Distinct().Count());
        Assert.Equal(deals.Select(deal => long.Parse(deal.Id, null)).Order(), deals.Select(deal => long.Parse(deal.Id, null)));
        Assert.All(deals, deal => Assert.True(deal is { Amount: > 0, StageId: not null, ModifiedAt: not null, EnteredStageAt: not null, CompanyId: not null }));
        Assert.Contains(deals, deal => deal.ContactIds.Count > 0);
        Assert.Contains(deals, deal => deal.IsWon);
    }

    [Fact]
    public async Task SearchDeals_OpenOnly_LeavesOutWonAndLost()
    {
        var open = await Client.SearchDealsAsync(new() { OpenOnly = true }).ToListAsync();

        Assert.InRange(open.Count, 1, Deals - 1);
        Assert.DoesNotContain(open, deal => deal.IsClosed);
    }

    [Fact]
    public async Task SearchDeals_ChangedSince_IsThatPartOnly()
    {
        var all = await Client.SearchDealsAsync(new()).ToListAsync();
        var middle = all.Select(deal => deal.ModifiedAt!.Value).Order().ElementAt(Deals / 2);

        var changed = await Client.SearchDealsAsync(new() { ChangedSince = middle }).ToListAsync();

        Assert.Equal(all.Where(deal => deal.ModifiedAt >= middle).Select(deal => deal.Id), changed.Select(deal => deal.Id));
    }

    [Fact]
    public async Task SearchContacts_CreatedSince_IsThatPartOnly()
    {
        var all = await Client.SearchContactsAsync(new()).ToListAsync();
        var recent = all.Select(contact => contact.CreatedAt!.Value).Order().ElementAt(all.Count - 10);

        var created = await Client.SearchContactsAsync(new() { CreatedSince = recent }).ToListAsync();

        Assert.Equal(10, created.Count);
        Assert.All(created, contact => Assert.True(contact.CreatedAt >= recent));
        Assert.Contains(all, contact => contact.CompanyId is not null);
    }

    [Fact]
    public async Task SearchDeals_ManyPages_FindsEachOnceInAsFewCallsAsPages()
    {
        await using var small = ConnectorServices.Create(sandbox.HubSpot, settings: new Dictionary<string, string?> { ["HubSpot:PageSize"] = "21" });

        var deals = await small.GetRequiredService<HubSpotClient>().SearchDealsAsync(new()).ToListAsync();

        Assert.Equal(Deals, deals.Select(deal => deal.Id).Distinct().Count());
        Assert.Equal(Deals, deals.Count);

        // 21 + 21 + 21 + 17
        Assert.Equal(4, await CountAsync("/search"));
        Assert.Equal(4 * 2, await CountAsync("/batch/read"));
    }

    [Fact]
    public async Task Search_LargePortal_SeesEverythingWithNotOneRequestMoreThanNeeded()
    {
        await sandbox.Client.ScenarioAsync("large");

        var total = 0;
        var contacts = await Client.SearchContactsAsync(new() { Total = count => total = count }).ToListAsync();

        Assert.Equal((5000, 5000), (contacts.Count, total));
        Assert.Equal(5000, contacts.Select(contact => contact.Id).Distinct().Count());
        Assert.Equal(25, await CountAsync("/search"));
        Assert.Equal(50, await CountAsync("/batch/read")); // companies, a hundred at a time

        var deals = await Client.SearchDealsAsync(new()).ToListAsync();

        Assert.Equal((500, 500), (deals.Count, deals.Select(deal => deal.Id).Distinct().Count()));
        Assert.Equal(25 + 3, await CountAsync("/search"));
        Assert.Equal(50 + 5 + 5, await CountAsync("/batch/read")); // contacts and companies of 200, 200 and 100 deals
        Assert.Equal(25 + 50 + 3 + 10, (await RequestsAsync()).Count);
    }

    [Fact]
    public async Task Records_SecondTime_CostNothingUntilTheyAreOld()
    {
        var clock = new FakeTimeProvider();
        await using var timed = ConnectorServices.Create(sandbox.HubSpot, clock: clock);
        var client = timed.GetRequiredService<HubSpotClient>();
        var deals = await clock.RunAsync(client.SearchDealsAsync(new()).ToListAsync().AsTask());
        string[] dealIds = [.. deals.Take(10).Select(deal => deal.Id)];
        string[] contactIds = [.. deals.SelectMany(deal => deal.ContactIds).Take(5)];
        string[] companyIds = [.. deals.Select(deal => deal.CompanyId!).Take(5)];
        Task ReadAllAsync() => clock.RunAsync(Task.WhenAll(
            client.GetDealsAsync(dealIds), client.GetContactsAsync(contactIds), client.GetCompaniesAsync(companyIds), client.GetOwnersAsync(), client.GetDealStagesAsync())
            .ContinueWith(task => task.Status, TaskScheduler.Default));
        await ReadAllAsync();

        Assert.Equal(0, await CountSinceAsync(ReadAllAsync));
        client.Drop(contactIds[0]);
        Assert.Equal(2, await CountSinceAsync(ReadAllAsync)); // the contact and its company
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(5, await CountSinceAsync(ReadAllAsync)); // deals with two kinds of links, contacts with one
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(6, await CountSinceAsync(ReadAllAsync)); // and companies
        clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(8, await CountSinceAsync(ReadAllAsync)); // and owners and pipelines
    }

    [Fact]
    public async Task GetContacts_UnknownIds_AreAbsent()
    {
        var known = await Client.SearchContactsAsync(new()).FirstAsync();

        var found = await Client.GetContactsAsync([known.Id, "999999999", known.Id]);

        Assert.Equal([known.Id], found.Keys);
    }

    [Fact]
    public async Task FindContactByEmail_InAnyCase_FindsWithoutNamingThePersonInTheAddress()
    {
        var known = await Client.SearchContactsAsync(new()).FirstAsync(contact => contact.Email is not null);

        var found = await Client.FindContactByEmailAsync(known.Email!.ToUpperInvariant());

        Assert.Equal(known, found);
        Assert.Null(await Client.FindContactByEmailAsync("nobody@nowhere.example"));
        Assert.DoesNotContain(await RequestsAsync(), request => $"{request.Path}{request.Query}".Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetDealStages_SandboxPipeline_IsInOrderWithItsEnds()
    {
        var stages = await Client.GetDealStagesAsync();

        Assert.Equal(stages.OrderBy(stage => stage.Order), stages);
        Assert.Equal(2, stages.Count(stage => stage.IsClosed));
        Assert.All(stages, stage => Assert.InRange(stage.Probability!.Value, 0, 1));
    }

    [Fact]
    public async Task Calls_WrongToken_AskForANewOne()
    {
        await using var wrong = ConnectorServices.Create(sandbox.HubSpot, settings: new Dictionary<string, string?> { ["HubSpot:AccessToken"] = "wrong" });

        var error = await Assert.ThrowsAsync<ReconnectRequiredException>(() => wrong.GetRequiredService<HubSpotClient>().GetOwnersAsync());

        Assert.Equal("hubspot", error.Provider);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
    }

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public async Task EveryCall_FitsTheOfficialDescription()
    {
        var watch = new ContractHandler();
        await using var watched = ConnectorServices.Create(sandbox.HubSpot, observer: () => watch);
        var client = watched.GetRequiredService<HubSpotClient>();

        var deal = await client.SearchDealsAsync(new() { OpenOnly = true, ChangedSince = DateTimeOffset.UnixEpoch }).FirstAsync(found => found.ContactIds.Count > 0);
        await client.SearchContactsAsync(new() { CreatedSince = DateTimeOffset.UnixEpoch }).FirstAsync();
        client.Drop(deal.Id);
        await client.GetDealsAsync([deal.Id]);
        await client.GetContactsAsync(deal.ContactIds.ToList());
        await client.GetCompaniesAsync([deal.CompanyId!]);
        await client.FindContactByEmailAsync("nobody@nowhere.example");
        await client.GetOwnersAsync();
        await client.GetDealStagesAsync();
        var id = await client.LogEmailAsync(new()
        {
            ExecutionId = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b",
            Subject = "Lanes",
            Text = "Hello",
            Timestamp = deal.ModifiedAt!.Value,
            ContactId = deal.ContactIds[0],
            CompanyId = deal.CompanyId,
            DealId = deal.Id,
        });
        await client.ArchiveEmailAsync(id);

        Assert.Empty(watch.Problems);
        Assert.InRange(watch.Checked, 18, 40);
    }

    private async Task<IReadOnlyList<SandboxRequest>> RequestsAsync() => await sandbox.Client.RequestsAsync("hubspot", start);

    private async Task<int> CountAsync(string ending) => (await RequestsAsync()).Count(request => request.Path.EndsWith(ending, StringComparison.Ordinal));

    private async Task<int> CountSinceAsync(Func<Task> act)
    {
        var before = (await RequestsAsync()).Count;
        await act();
        return (await RequestsAsync()).Count - before;
    }
}
