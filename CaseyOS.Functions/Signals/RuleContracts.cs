using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Settings;

namespace CaseyOS.Functions.Signals;

/// <summary>All rules.</summary>
public sealed record RulesResponse(IReadOnlyList<RuleResponse> Items);

/// <summary>A rule: what it does, how it is set, and how its moves fared.</summary>
/// <param name="Name">The signal type.</param>
/// <param name="Sentence">When it fires, with the present thresholds.</param>
/// <param name="Resolves">When its moves leave the page by themselves.</param>
/// <param name="ActionType">What it proposes.</param>
/// <param name="Domain">For which part of the business.</param>
/// <param name="OncePer">How often the same fact is a signal.</param>
/// <param name="Reads">HubSpot properties that it reads.</param>
/// <param name="AlsoReads">What else it reads.</param>
/// <param name="Enabled">Whether it is on.</param>
/// <param name="EnabledByDefault">Whether it is on where nothing was changed.</param>
/// <param name="Unavailable">Why it cannot fire as things are configured, naming the setting; null when it can.</param>
/// <param name="Thresholds">Its numbers.</param>
/// <param name="Statistics">How its moves fared.</param>
/// <param name="Feedback">What its dismissals say, in a sentence; null while they say nothing.</param>
public sealed record RuleResponse(
    string Name,
    string Sentence,
    string Resolves,
    ActionType ActionType,
    Domain Domain,
    string OncePer,
    IReadOnlyList<string> Reads,
    string? AlsoReads,
    bool Enabled,
    bool EnabledByDefault,
    string? Unavailable,
    IReadOnlyList<ThresholdResponse> Thresholds,
    RuleStatistics Statistics,
    string? Feedback)
{
    internal static RuleResponse From(RuleView view) => new(
        view.Rule.Name,
        view.Sentence,
        view.Rule.About.Resolves,
        view.Rule.About.Action,
        view.Rule.About.Domain,
        view.Rule.About.OncePer,
        view.Rule.About.Reads,
        view.Rule.About.AlsoReads,
        view.Settings.IsOn(view.Rule.Name),
        !view.Settings.Configured.DisabledRules.Contains(view.Rule.Name, StringComparer.Ordinal),
        view.Unavailable,
        [.. RuleSettings.ThresholdsOf(view.Rule).Select(threshold => new ThresholdResponse(
            threshold.Name, threshold.Label, threshold.Unit, threshold.Get(view.Settings.Options), threshold.Get(view.Settings.Configured), threshold.Min, threshold.Max))],
        RuleStatistics.From(view.Tally),
        view.Feedback);
}

/// <summary>A number of a rule.</summary>
public sealed record ThresholdResponse(string Name, string Label, string Unit, int Value, int Default, int Min, int Max);

/// <summary>How the moves of a rule fared.</summary>
/// <param name="Shown">Moves that it made.</param>
/// <param name="Strengthened">Open moves that it gave a further reason or new facts.</param>
/// <param name="Accepted">Moves that were taken up: accepted, executed at once, or done by hand.</param>
/// <param name="AcceptanceRate">Taken up, of those that were taken up or dismissed; null before the first.</param>
/// <param name="Dismissed">Moves that were dismissed.</param>
/// <param name="DismissedBecause">The same by reason.</param>
/// <param name="Executed">Moves that were executed.</param>
/// <param name="Completed">Moves that were done by hand.</param>
/// <param name="Resolved">Moves whose reason went by itself.</param>
/// <param name="Replied">Moves whose mail was answered.</param>
/// <param name="LastFiredAt">When it last made or strengthened a move.</param>
public sealed record RuleStatistics(
    int Shown,
    int Strengthened,
    int Accepted,
    double? AcceptanceRate,
    int Dismissed,
    IReadOnlyDictionary<string, int> DismissedBecause,
    int Executed,
    int Completed,
    int Resolved,
    int Replied,
    DateTimeOffset? LastFiredAt)
{
    internal static RuleStatistics From(RuleTally tally)
    {
        var dismissed = tally.Dismissed().Values.Sum();
        return new(
            tally.Shown(), tally.Strengthened(), tally.Accepted(),
            tally.Accepted() + dismissed == 0 ? null : Math.Round(tally.Accepted() / (double)(tally.Accepted() + dismissed), 2),
            dismissed, tally.Dismissed(), tally.Executed(), tally.Completed(), tally.Resolved(), tally.Replied(), tally.LastFiredAt);
    }
}

/// <summary>What is to change on a rule; what is absent stays.</summary>
[System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow)]
public sealed record RuleRequest(bool? Enabled = null, IReadOnlyDictionary<string, int>? Thresholds = null);

/// <summary>What is to change on one of several rules.</summary>
[System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow)]
public sealed record NamedRuleRequest(string Name, bool? Enabled = null, IReadOnlyDictionary<string, int>? Thresholds = null);

/// <summary>Changes of several rules: all of them, or none when one is wrong.</summary>
[System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow)]
public sealed record RulesRequest(IReadOnlyList<NamedRuleRequest> Items);
