using System.Runtime.InteropServices;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Scoring;

/// <summary>
/// The inputs of one score with garbage removed and dates turned into calendar days, so that scoring itself has no clock.
/// A value type: trying "what would change" costs no memory.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScoreFacts
{
    /// <summary>Selects the weights.</summary>
    public required Domain Domain { get; init; }

    /// <summary>Selects the default effort.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>What it is about, in the reason's words; null says nothing.</summary>
    public string? Subject { get; init; }

    /// <summary>Money, 0 or more; null is unknown.</summary>
    public double? Value { get; init; }

    /// <summary>An amount was given but is none.</summary>
    public bool ValueIsGarbage { get; init; }

    /// <summary>0–1; null counts the plain amount.</summary>
    public double? StageProbability { get; init; }

    /// <summary>Existing customer.</summary>
    public bool IsCustomer { get; init; }

    /// <summary>Calendar days until the nearest date, negative when past; null without a date.</summary>
    public int? Days { get; init; }

    /// <summary>What happens at that date: "is due", "closes".</summary>
    public string DeadlineVerb { get; init; }

    /// <summary>0–100, the signal type's own urgency; null when it brings none.</summary>
    public double? BaseUrgency { get; init; }

    /// <summary>Full days that the move has waited.</summary>
    public int WaitedDays { get; init; }

    /// <summary>Full days since its reason came to be; null when unknown.</summary>
    public int? ReasonDays { get; init; }

    /// <summary>
    /// How long its reason has stood, where that tells something: a date that passed is itself the reason, and then both
    /// numbers say the same.
    /// </summary>
    internal int? WorthSaying => ReasonDays is > 0 and var days && !(Days is { } late && Math.Abs(days + late) <= 1) ? days : null;

    /// <summary>Moves that wait for this one.</summary>
    public int WaitingItems { get; init; }

    /// <summary>Further reasons for the same move; null for none.</summary>
    public IReadOnlyList<string>? AlsoBecause { get; init; }

    /// <summary>0 or more; null takes the action type's.</summary>
    public double? EffortMinutes { get; init; }

    /// <summary>Missing pieces of information.</summary>
    public int MissingInformation { get; init; }

    /// <summary>Somebody else must act first.</summary>
    public bool DependsOnOthers { get; init; }

    /// <summary>0–1; null is unknown.</summary>
    public double? IcpFit { get; init; }

    /// <summary>Logo worth naming.</summary>
    public bool NamedLogo { get; init; }

    /// <summary>Referenceable, or can expand.</summary>
    public bool Referenceable { get; init; }

    /// <summary>Reads <paramref name="inputs"/> at <paramref name="now"/> in the owner's <paramref name="zone"/>.</summary>
    public static ScoreFacts From(ScoreInputs inputs, DateTimeOffset? dueBy, DateTimeOffset createdAt, DateTimeOffset now, TimeZoneInfo zone)
    {
        var deadlineIsNearer = inputs.Deadline is { } deadline && (dueBy is not { } due || deadline < due);
        var nearest = deadlineIsNearer ? inputs.Deadline : dueBy;
        return new()
        {
            Domain = inputs.Domain,
            ActionType = inputs.ActionType,
            Subject = inputs.Subject,
            Value = Amount(inputs.Value),
            ValueIsGarbage = inputs.Value is not null && Amount(inputs.Value) is null,
            StageProbability = Share(inputs.StageProbability),
            IsCustomer = inputs.IsCustomer,
            Days = nearest is { } date ? CalendarDays(now, date, zone) : null,
            DeadlineVerb = deadlineIsNearer && inputs.DeadlineVerb is { Length: > 0 } verb ? verb : "is due",
            BaseUrgency = inputs.BaseUrgency is { } urgency && double.IsFinite(urgency) ? Math.Clamp(urgency, 0, 100) : null,
            WaitedDays = FullDays(createdAt, now),
            ReasonDays = inputs.WaitingSince is { } since ? FullDays(since, now) : null,
            WaitingItems = Math.Max(0, inputs.WaitingItems),
            AlsoBecause = inputs.AlsoBecause is { Count: > 0 } further ? further : null,
            EffortMinutes = Amount(inputs.EffortMinutes),
            MissingInformation = Math.Max(0, inputs.MissingInformation),
            DependsOnOthers = inputs.DependsOnOthers,
            IcpFit = Share(inputs.IcpFit),
            NamedLogo = inputs.NamedLogo,
            Referenceable = inputs.Referenceable,
        };
    }

    // Midnight in the user's zone is what people mean by "tomorrow".
    private static int CalendarDays(DateTimeOffset now, DateTimeOffset date, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(date, zone).DateTime).DayNumber - DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).DayNumber;

    private static int FullDays(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, (to - from).Days);

    private static double? Amount(double? value) => value is { } number && double.IsFinite(number) && number >= 0 ? number : null;

    private static double? Share(double? value) => value is >= 0 and <= 1 ? value : null;
}
