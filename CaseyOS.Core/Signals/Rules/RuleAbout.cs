using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What there is to say of a rule without running it: the settings page, the API and a test of its properties read this.</summary>
public sealed record RuleAbout
{
    /// <summary>When it fires, in a sentence; thresholds by their names in braces, for example <c>{days_in_stage}</c>.</summary>
    public required string Sentence { get; init; }

    /// <summary>When its moves are resolved, in a sentence.</summary>
    public required string Resolves { get; init; }

    /// <summary>What it proposes.</summary>
    public required ActionType Action { get; init; }

    /// <summary>For which part of the business.</summary>
    public Domain Domain { get; init; } = Domain.Sales;

    /// <summary>Urgency 0–100 where no date says more.</summary>
    public required int Urgency { get; init; }

    /// <summary>How often the same fact is a signal: day, week, month, once, event, message, submission.</summary>
    public required string OncePer { get; init; }

    /// <summary>HubSpot properties that it reads, as <c>deals.closedate</c>.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>What else it reads, in words; null when that is all.</summary>
    public string? AlsoReads { get; init; }

    /// <summary>What can be set while the program runs.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>Why it cannot fire as things are configured, naming the setting; null when it can.</summary>
    public Func<RuleContext, string?> WhyUnavailable { get; init; } = static _ => null;
}

/// <summary>A number of a rule that the user may change while the program runs.</summary>
/// <param name="Name">As on the wire, unique within the rule.</param>
/// <param name="Label">What it is, in a few words.</param>
/// <param name="Unit">Days, hours, percent …</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Writes it, into a copy that belongs to one owner.</param>
public sealed record Threshold(
    string Name, string Label, string Unit, int Min, int Max, Func<SignalOptions, int> Get, Action<SignalOptions, int> Set);
