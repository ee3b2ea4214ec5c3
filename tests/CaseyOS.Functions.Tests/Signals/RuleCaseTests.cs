using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Functions.Tests.Sandbox;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>Every rule over HTTP against the sandbox: it fires, it stays silent on its near misses, its moves are resolved.</summary>
public sealed class RuleCaseTests(RuleWorld world) : IClassFixture<RuleWorld>
{
    /// <summary>Rules whose cases the sandbox seeds; the others have tests of their own below and beside this file.</summary>
    public static TheoryData<string> Seeded =>
    [
        "deal_stalled", "proposal_no_response", "deal_close_date_passed", "deal_stage_changed", "deal_at_risk", "customer_onboarding", "case_study_ready",
        "new_lead_uncontacted", "email_opened_no_reply", "inactive_contact", "contract_expiring", "customer_quiet", "meeting_today",
    ];

    [Theory]
    [MemberData(nameof(Seeded))]
    public void Sweep_Rule_FiresOnItsCasesAndOnNoNearMiss(string rule)
    {
        var cases = world.Cases.Where(known => known.Rule == rule).ToList();

        Assert.Contains(cases, known => known.Fires);
        Assert.Contains(cases, known => !known.Fires);
        Assert.All(cases, known => Assert.True(
            known.Fires == world.Signals.ContainsKey((rule, known.Entity)), $"{rule} {(known.Fires ? "did not fire" : "fired")} though: {known.Why}"));
    }

    [Fact]
    public async Task Sweep_EveryRule_MakesOrStrengthensAMoveThatNamesSomebody()
    {
        foreach (var known in world.Cases.Where(known => known.Fires))
        {
            var signal = world.Signals[(known.Rule, known.Entity)];
            Assert.Contains(signal.Text("result"), (string[])["queued", "strengthened"]);
            Assert.False(string.IsNullOrEmpty(signal.Text("title")));
            var move = await world.MoveAsync(signal);
            var names = new[] { "contact", "deal", "company" }.Select(part => move.GetProperty(part)).Where(part => part.ValueKind == JsonValueKind.Object).Select(part => part.Text("name"));
            Assert.Contains(names, name => move.Text("title").Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task EveryRule_OfTheCatalogue_IsTriedSomewhere()
    {
        string[] elsewhere = ["email_replied", "form_submitted", "draft_unsent", "newsletter_due", "content_published", "company_news"];
        var rules = (await world.Casey.GetFromJsonAsync<JsonElement>("api/signals/rules")).GetProperty("items").EnumerateArray().Select(rule => rule.Text("name"));

        Assert.Equal(Seeded.Select(row => row.Data).Concat(elsewhere).Order(), rules.Order());
    }

    [Fact]
    public void Internal_NewsletterDueInTwoDays_IsAMoveAndTheOldIssueIsNot() =>
        Assert.Single(world.Signals.Keys, signal => signal.Rule == "newsletter_due");

    [Fact]
    public void Content_FreshIssue_IsAMoveAndTheOldOneIsNot() =>
        Assert.Equal(["content:issue-12"], world.Signals.Keys.Where(signal => signal.Rule == "content_published").Select(signal => signal.Entity));
}
