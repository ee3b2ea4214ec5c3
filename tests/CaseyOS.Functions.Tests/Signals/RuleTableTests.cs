using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Functions.Tests.Sandbox;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>
/// One row per rule, over HTTP against the sandbox: it fires on its cases, it stays silent on near misses that differ in the one
/// fact that matters, and its moves leave the page by themselves once the reason has gone.
/// </summary>
public sealed class RuleTableTests(RuleWorld world) : IClassFixture<RuleWorld>
{
    /// <summary>The rule, and what its moves' history says in the end.</summary>
    public static TheoryData<string, string> Rules => new()
    {
        { "email_replied", "You have answered." },
        { "form_submitted", "They have been contacted since." },
        { "meeting_today", "The meeting has begun." },
        { "proposal_no_response", "The deal was closed." },
        { "deal_stalled", "The deal was closed." },
        { "deal_at_risk", "The deal was closed." },
        { "deal_close_date_passed", "The deal was closed." },
        { "deal_stage_changed", "Somebody has been in touch since the deal moved." },
        { "customer_onboarding", "deal" },
        { "case_study_ready", "deal" },
        { "new_lead_uncontacted", "They have been contacted." },
        { "email_opened_no_reply", "Somebody has been in touch with them again." },
        { "inactive_contact", "Somebody has been in touch with them." },
        { "contract_expiring", "The renewal date was moved." },
        { "customer_quiet", "The renewal date was moved." },
        { "draft_unsent", "The draft no longer lies in your mailbox." },
        { "newsletter_due", "The newsletter has another cadence now." },
        { "content_published", "no longer fresh" },
        { "company_news", "old." },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_OnItsCasesAndNearMisses_FiresStaysSilentAndResolves(string rule, string why)
    {
        var cases = world.Cases.Where(known => known.Rule == rule).ToList();

        Assert.Contains(cases, known => known.Fires);
        Assert.Contains(cases, known => !known.Fires);
        Assert.All(cases, known => Assert.True(
            known.Fires == world.Signals.ContainsKey((rule, known.Entity)), $"{rule} {(known.Fires ? "did not fire" : "fired")} though: {known.Why}"));
        Assert.All(cases.Where(known => known.Fires), known =>
        {
            var (status, note) = world.Ends[(rule, known.Entity)];
            Assert.True(status == "resolved", $"{rule} ({known.Why}) is {status}");
            Assert.Contains(why, note, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Table_HasEveryRuleOfTheCatalogue()
    {
        var rules = (await world.Casey.GetFromJsonAsync<JsonElement>("api/signals/rules")).GetProperty("items").EnumerateArray();

        Assert.Equal(Rules.Select(row => row.Data.Item1).Order(StringComparer.Ordinal), rules.Select(rule => rule.Text("name")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rules_WhichOfThemCannotFire_IsSaid()
    {
        var rules = (await world.Casey.GetFromJsonAsync<JsonElement>("api/signals/rules")).GetProperty("items").EnumerateArray();

        Assert.All(rules, rule => Assert.Equal(JsonValueKind.Null, rule.GetProperty("unavailable").ValueKind));
    }

    [Fact]
    public void EveryCase_MakesOrStrengthensAMoveThatNamesWhatItIsAbout()
    {
        string[] ofOnesOwn = ["draft_unsent", "newsletter_due", "content_published"];
        foreach (var known in world.Cases.Where(known => known.Fires))
        {
            var signal = world.Signals[(known.Rule, known.Entity)];
            Assert.Contains(signal.Text("result"), (string[])["queued", "strengthened"]);
            Assert.False(string.IsNullOrEmpty(signal.Text("title")));
            if (!ofOnesOwn.Contains(known.Rule, StringComparer.Ordinal))
            {
                var move = world.Moves[(known.Rule, known.Entity)];
                var names = new[] { "contact", "deal", "company" }.Select(part => move.GetProperty(part)).Where(part => part.ValueKind == JsonValueKind.Object).Select(part => part.Text("name"));
                Assert.Contains(names, name => move.Text("title").Contains(name, StringComparison.Ordinal));
            }
        }
    }
}
