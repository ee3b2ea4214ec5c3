using System.Globalization;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Functions.Tests.Sandbox;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>What made each rule fire changes in HubSpot, and its moves leave the page by themselves and say why.</summary>
public sealed class RuleResolutionTests(RuleWorld world) : IClassFixture<RuleWorld>
{
    [Fact]
    public async Task Sweep_AfterEveryReasonHasGone_ResolvesTheMovesAndSaysWhy()
    {
        var fired = world.Cases.Where(known => known.Fires).ToList();
        foreach (var known in fired)
        {
            await UndoAsync(known);
        }

        // HubSpot's search shows changes two seconds late.
        List<(RuleCase Case, string Status)> left = [];
        await CaseyOS.Testing.Eventually.TrueAsync(
            async () =>
            {
                await world.RunAsync(HubSpotSweep.SourceName);
                left.Clear();
                foreach (var known in fired.Where(known => known.Rule != "meeting_today"))
                {
                    var status = (await world.MoveAsync(world.Signals[(known.Rule, known.Entity)])).Text("status");
                    if (status != "resolved")
                    {
                        left.Add((known, status));
                    }
                }

                return left.Count == 0;
            },
            () => "Still open: " + string.Join(", ", left.Select(open => $"{open.Case.Rule} ({open.Case.Why}): {open.Status}")));

        foreach (var known in fired.Where(known => known.Rule != "meeting_today"))
        {
            Assert.False(string.IsNullOrEmpty(await world.LatestHistoryAsync(world.Signals[(known.Rule, known.Entity)])), known.Rule);
        }

        world.Clock.Advance(TimeSpan.FromHours(2));
        await world.RunAsync(CalendarSource.SourceName);
        var meeting = world.Signals[("meeting_today", fired.Single(known => known.Rule == "meeting_today").Entity)];
        Assert.Equal(("resolved", "The meeting has begun."), ((await world.MoveAsync(meeting)).Text("status"), await world.LatestHistoryAsync(meeting)));
    }

    private async Task UndoAsync(RuleCase known)
    {
        var id = known.Entity.Split(':')[1];
        await (known.Rule switch
        {
            "deal_stalled" or "proposal_no_response" or "deal_close_date_passed" or "deal_at_risk" => world.ChangeAsync($"deals/{id}", new { dealstage = "closedlost" }),
            "case_study_ready" or "customer_onboarding" => world.ChangeAsync($"deals/{id}", new { dealstage = "closedlost" }),
            "contract_expiring" or "customer_quiet" => world.ChangeAsync($"companies/{id}", new { renewal_date = world.Clock.GetUtcNow().AddDays(200).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }),
            "meeting_today" => Task.CompletedTask,
            _ => world.TouchAsync(known.Entity),
        });
    }
}
