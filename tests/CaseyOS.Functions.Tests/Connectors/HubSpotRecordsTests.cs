using System.Globalization;
using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>Every kind of record and every call, over HTTP, held against the official description.</summary>
public sealed class HubSpotRecordsTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private static readonly string Now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
    private ServiceProvider services = null!;
    private ContractHandler? contract;

    private HubSpotClient Client => services.GetRequiredService<HubSpotClient>();

    public async ValueTask InitializeAsync()
    {
        await sandbox.Client.ResetAsync();
        services = ConnectorServices.Create(sandbox.HubSpot, observer: ContractFolder.IsPresent ? () => contract ??= new ContractHandler() : null);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(contract?.Problems ?? []);
        await services.DisposeAsync();
        contract?.Dispose();
    }

    [Theory]
    [InlineData(HubSpotObject.Contacts, "firstname", null)]
    [InlineData(HubSpotObject.Companies, "name", null)]
    [InlineData(HubSpotObject.Deals, "dealname", "dealstage=qualifiedtobuy")]
    [InlineData(HubSpotObject.Tasks, "hs_task_subject", "hs_timestamp")]
    [InlineData(HubSpotObject.Emails, "hs_email_subject", "hs_timestamp;hs_email_direction=EMAIL")]
    [InlineData(HubSpotObject.Meetings, "hs_meeting_title", "hs_timestamp")]
    [InlineData(HubSpotObject.Notes, "hs_note_body", "hs_timestamp")]
    public async Task Record_OfAnyKind_LivesItsWholeLife(HubSpotObject kind, string title, string? further)
    {
        Dictionary<string, string> properties = new() { [title] = "Lanes" };
        foreach (var pair in (further ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')))
        {
            properties[pair[0]] = pair.Length > 1 ? pair[1] : Now;
        }

        var deal = await Client.SearchDealsAsync(new()).FirstAsync();
        HubSpotLink[] links = kind is HubSpotObject.Contacts or HubSpotObject.Companies or HubSpotObject.Deals ? [] : [HubSpotRelations.To(kind, HubSpotObject.Deals, deal.Id)];
        var id = await Client.CreateRecordAsync(kind, properties, links);

        Assert.Equal("Lanes", (await Client.ReadRecordAsync(kind, id, [title]))![title]);
        Assert.True(await Client.UpdateRecordAsync(kind, id, new Dictionary<string, string> { [title] = "Lanes 2027" }));
        Assert.Equal("Lanes 2027", (await Client.ReadRecordsAsync(kind, [id, "999999999"], [title])).Single().Value[title]);
        Assert.Contains(id, (await Client.ListRecordsAsync(kind, [title]).ToListAsync()).Select(record => record.Id));
        if (links.Length > 0)
        {
            Assert.Contains(id, (await Client.GetLinkedIdsAsync(HubSpotObject.Deals, kind, [deal.Id]))[deal.Id]);
            await Client.UnlinkAsync(kind, id, HubSpotObject.Deals, deal.Id);
            Assert.DoesNotContain(id, (await Client.GetLinkedIdsAsync(HubSpotObject.Deals, kind, [deal.Id])).GetValueOrDefault(deal.Id) ?? []);
            await Client.LinkAsync(kind, id, links[0]);
            Assert.Contains(id, (await Client.GetLinkedIdsAsync(HubSpotObject.Deals, kind, [deal.Id]))[deal.Id]);
        }

        await Client.ArchiveRecordAsync(kind, id);
        await Client.ArchiveRecordAsync(kind, id);
        Assert.Null(await Client.ReadRecordAsync(kind, id, [title]));
        Assert.False(await Client.UpdateRecordAsync(kind, id, new Dictionary<string, string> { [title] = "x" }));
        Assert.Contains(await Client.GetPropertiesAsync(kind), property => property.Name == title);
    }

    [Fact]
    public async Task SearchRecords_ByCondition_FindsThoseOfAnyKind()
    {
        var scheduled = await Client.SearchRecordsAsync(
            HubSpotObject.Meetings, [new("hs_meeting_outcome", "EQ", "COMPLETED")], null, ["hs_meeting_outcome", "hs_meeting_start_time"]).ToListAsync();

        Assert.NotEmpty(scheduled);
        Assert.All(scheduled, meeting => Assert.Equal(("COMPLETED", true), (meeting["hs_meeting_outcome"], meeting.Time("hs_meeting_start_time") is not null)));
    }

    [Fact]
    public async Task Merge_TwoContacts_LeavesOneWithWhatBothHad()
    {
        var deal = await Client.SearchDealsAsync(new()).FirstAsync();
        var stays = await Client.CreateRecordAsync(HubSpotObject.Contacts, new Dictionary<string, string> { ["email"] = "ada@merge.example", ["firstname"] = "Ada" }, []);
        var goes = await Client.CreateRecordAsync(
            HubSpotObject.Contacts, new Dictionary<string, string> { ["email"] = "a.lund@merge.example", ["jobtitle"] = "Head of Freight" }, [HubSpotRelations.To(HubSpotObject.Contacts, HubSpotObject.Deals, deal.Id)]);

        var one = await Client.MergeRecordsAsync(HubSpotObject.Contacts, stays, goes);

        var merged = (await Client.ReadRecordAsync(HubSpotObject.Contacts, goes, ["email", "firstname", "jobtitle"]))!;
        Assert.Equal((stays, stays), (one, merged.Id));
        Assert.Equal(("ada@merge.example", "Ada", "Head of Freight"), (merged["email"], merged["firstname"], merged["jobtitle"]));
        Assert.Contains(stays, (await Client.GetLinkedIdsAsync(HubSpotObject.Deals, HubSpotObject.Contacts, [deal.Id]))[deal.Id]);
        Assert.Null(await Client.FindContactByEmailAsync("a.lund@merge.example"));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.MergeRecordsAsync(HubSpotObject.Notes, "1", "2"));
    }

    [Fact]
    public async Task Create_PortalsOwnRuleBroken_NamesTheProperties()
    {
        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => Client.CreateRecordAsync(HubSpotObject.Deals, new Dictionary<string, string> { ["dealname"] = "Lanes", ["amount"] = "a lot", ["nonsense"] = "1" }, []));

        Assert.Equal("Writing to HubSpot did not work: HubSpot did not accept the record because of the properties amount, nonsense.", error.Message);
        Assert.Equal((400, false), (error.Status, error.IsTransient));
    }

    [Fact]
    public async Task Search_MoreThanAPageOfOneMoment_FindsEachOnce()
    {
        // A clock that stands still: everything changes in one and the same millisecond, as in an import.
        await using var still = await SandboxProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Sandbox__Market"] = "false", ["Sandbox__ClockSpeed"] = "0.000001" });
        using var hand = new SandboxClient(still.Address);
        await hand.ScenarioAsync("empty");
        using (var http = new SandboxHttp(new Uri(still.Address, "hubspot/")))
        {
            foreach (var hundred in Enumerable.Range(0, 430).Chunk(100))
            {
                await http.OkAsync(HttpMethod.Post, "crm/objects/2026-09/contacts/batch/create", new
                {
                    inputs = hundred.Select(number => new { properties = new { firstname = $"Person {number}" }, associations = Array.Empty<object>() }),
                });
            }
        }

        await hand.AdvanceAsync(TimeSpan.FromHours(1));
        await using var small = ConnectorServices.Create(new Uri(still.Address, "hubspot/"), settings: new Dictionary<string, string?> { ["HubSpot:PageSize"] = "100" });

        var found = await small.GetRequiredService<HubSpotClient>().SearchContactsAsync(new()).Select(contact => contact.Id).ToListAsync();

        Assert.Equal((430, 430), (found.Count, found.Distinct().Count()));
        Assert.Equal(5, (await hand.RequestsAsync()).Count(request => request.Path.EndsWith("/search", StringComparison.Ordinal)));
    }
}
