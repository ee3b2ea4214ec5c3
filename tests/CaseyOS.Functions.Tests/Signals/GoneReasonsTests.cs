using System.Net.Http.Headers;
using System.Net.Http.Json;
using CaseyOS.Core;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class GoneReasonsTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Poll_DealWasWon_ResolvesItsPendingMovesOnlyAndSaysWhy()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        var moves = await program.OpenAsync(owner);
        var stalled = moves.First(move => move.SignalType == "deal_stalled");
        var accepted = moves.First(move => move.SignalType == "deal_stalled" && move.Deal != stalled.Deal);
        await program.Get<CommandQueue>().AcceptAsync(new(owner, accepted.Id, "casey@dwtb.example"), CancellationToken.None);
        await ChangeAsync($"deals/{stalled.Deal!.Id}", new { dealstage = "closedwon" });
        await ChangeAsync($"deals/{accepted.Deal!.Id}", new { dealstage = "closedwon" });

        // HubSpot's search shows the change late; that is what the polls' overlap is for.
        await Eventually.TrueAsync(
            async () =>
            {
                await program.RunAsync(HubSpotSource.SourceName);
                return (await program.OpenAsync(owner)).All(move => move.Id != stalled.Id);
            },
            () => "The move of the deal that was won is still open.");

        var history = await program.Get<CommandQueue>().ReadHistoryAsync(owner, stalled.Id, CancellationToken.None);
        Assert.Equal((ItemStatus.Pending, ItemStatus.Resolved, "The deal was closed."), (history![0].From, history[0].To, history[0].Note));
        Assert.Contains(await program.OpenAsync(owner), move => move.Id == accepted.Id);
        Assert.DoesNotContain(await program.OpenAsync(owner), move => move.Deal == stalled.Deal && move.Status == ItemStatus.Pending);
    }

    [Fact]
    public async Task Sweep_RecordsChangedMeanwhile_EachMoveSaysItsOwnReason()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        var moves = await program.OpenAsync(owner);
        var passed = moves.First(move => move.SignalType == "deal_close_date_passed");
        var lead = moves.First(move => move.SignalType == "new_lead_uncontacted");
        var deleted = moves.Last(move => move.SignalType == "deal_stalled" && move.Deal != passed.Deal);
        var given = moves.First(move => move.SignalType == "deal_stalled" && move.Deal != passed.Deal && move.Deal != deleted.Deal);
        await ChangeAsync($"deals/{passed.Deal!.Id}", new { closedate = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
        await ChangeAsync($"deals/{given.Deal!.Id}", new { hubspot_owner_id = "81520002" });
        await LogMailAsync(lead.Contact!.Id);
        using (var http = HubSpot())
        {
            (await http.DeleteAsync($"crm/objects/2026-09/deals/{deleted.Deal!.Id}")).EnsureSuccessStatusCode();
        }

        // Records read once are remembered for minutes; this test cannot wait as long.
        await using var restarted = new DetectionProgram(
            program.Storage, sandbox.Address, new Dictionary<string, string?>(StringComparer.Ordinal) { ["HubSpot:RecordLifetime"] = "00:00:00.1" });
        (QueueItem Move, string Why)[] expected =
        [
            (passed, "The close date was moved."),
            (lead, "They have been contacted."),
            (deleted, "The deal is no longer in HubSpot."),
            (given, "The deal belongs to somebody else now."),
        ];
        await Eventually.TrueAsync(
            async () =>
            {
                await restarted.RunAsync(HubSpotSweep.SourceName);
                var open = await restarted.OpenAsync(owner);
                return expected.All(gone => open.All(move => move.Id != gone.Move.Id));
            },
            () => "Not all moves whose reason has gone are resolved.");

        foreach (var (move, why) in expected)
        {
            var history = await restarted.Get<CommandQueue>().ReadHistoryAsync(owner, move.Id, CancellationToken.None);
            Assert.Equal(("resolved", why), (history![0].Change, history[0].Note));
        }
    }

    private async Task<DetectionProgram> StartAsync()
    {
        await sandbox.Client.ResetAsync();
        var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        await program.RunAllAsync();
        return program;
    }

    private async Task ChangeAsync(string record, object properties)
    {
        using var http = HubSpot();
        using var answer = await http.PatchAsJsonAsync($"crm/objects/2026-09/{record}", new { properties });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task LogMailAsync(string contactId)
    {
        using var http = HubSpot();
        using var answer = await http.PostAsJsonAsync("crm/objects/2026-09/emails", new
        {
            properties = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["hs_timestamp"] = TimeProvider.System.GetUtcNow().ToString("O"),
                ["hs_email_direction"] = "EMAIL",
                ["hs_email_status"] = "SENT",
                ["hs_email_subject"] = "Hello",
                ["hs_email_text"] = "Hello",
            },
            associations = new[] { new { to = new { id = contactId }, types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = 198 } } } },
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private HttpClient HubSpot()
    {
        var http = new HttpClient { BaseAddress = sandbox.HubSpot };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-hubspot-key");
        return http;
    }
}
