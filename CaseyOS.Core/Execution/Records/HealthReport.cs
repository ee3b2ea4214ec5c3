using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Executions.Records;

/// <summary>What a customer's health rests on.</summary>
/// <param name="Now">When it is judged.</param>
/// <param name="LastTouch">When anybody was last in touch.</param>
/// <param name="LastMeeting">When the last meeting was.</param>
/// <param name="OpenRisks">How many risks are open.</param>
/// <param name="Renewal">When the contract ends, if that is known.</param>
/// <param name="LastReplyWasNegative">Whether their last answer said no.</param>
public sealed record HealthFacts(DateTimeOffset Now, DateTimeOffset? LastTouch, DateTimeOffset? LastMeeting, int OpenRisks, DateTimeOffset? Renewal, bool LastReplyWasNegative)
{
    /// <summary>How many support tickets are open; null when nobody may look.</summary>
    public int? OpenTickets { get; init; } = 0;

    /// <summary>Whether a property for usage or invoices is configured.</summary>
    public bool ReadsUsage { get; init; }

    /// <summary>Share of what they pay for that they use, 0–100; null when unknown.</summary>
    public double? Usage { get; init; }

    /// <summary>How many invoices are overdue; null when unknown.</summary>
    public double? OverdueInvoices { get; init; }
}

/// <summary>One reason for a penalty, with its evidence.</summary>
/// <param name="Name">Which.</param>
/// <param name="Penalty">Points taken off; 0 when all is well.</param>
/// <param name="Reason">In words, from the same numbers.</param>
public sealed record HealthFactor(string Name, int Penalty, string Reason);

/// <summary>A customer's health: 100 minus penalties, each capped and named. Risk is 100 minus health.</summary>
/// <param name="Health">0–100.</param>
/// <param name="Factors">What it is made of.</param>
public sealed record HealthReport(int Health, IReadOnlyList<HealthFactor> Factors)
{
    private const int Quiet = 14;
    private const int MostForSilence = 30;
    private const int NoMeeting = 60;
    private const int PerRisk = 10;
    private const int MostForRisks = 30;
    private const int NearRenewal = 60;
    private const int HalfUsed = 50;
    private const int MostForUsage = 20;

    /// <summary>100 minus health.</summary>
    public int Risk => 100 - Health;

    /// <summary>Judges the facts.</summary>
    public static HealthReport Of(HealthFacts facts)
    {
        HealthFactor[] factors = [Silence(facts), Meeting(facts), Risks(facts), Renewal(facts), Reply(facts), Usage(facts)];
        return new(Math.Max(0, 100 - factors.Sum(factor => factor.Penalty)), factors);
    }

    private static HealthFactor Silence(HealthFacts facts) => Days(facts.LastTouch, facts.Now) switch
    {
        null => new("last_touch", MostForSilence, "Nobody is known to have been in touch."),
        <= Quiet and var days => new("last_touch", 0, $"Last touch {Since(days)}."),
        { } days => new("last_touch", Math.Min(MostForSilence, days - Quiet), $"Last touch {Since(days)}."),
    };

    private static HealthFactor Meeting(HealthFacts facts) => Days(facts.LastMeeting, facts.Now) is { } days && days <= NoMeeting
        ? new("meeting", 0, $"Last meeting {Since(days)}.")
        : new("meeting", 15, $"No meeting in {NoMeeting} days.");

    private static HealthFactor Risks(HealthFacts facts)
    {
        var tickets = facts.OpenTickets switch
        {
            null => "tickets unknown, because the HubSpot key may not read them",
            0 => "no open ticket",
            { } count => Words.Count(count, "open ticket"),
        };
        var risks = facts.OpenRisks == 0 ? "No open risk" : Words.Count(facts.OpenRisks, "open risk");
        return new("open_risks", Math.Min(MostForRisks, PerRisk * (facts.OpenRisks + (facts.OpenTickets ?? 0))), $"{risks}, {tickets}.");
    }

    private static HealthFactor Usage(HealthFacts facts)
    {
        if (!facts.ReadsUsage)
        {
            return new("usage", 0, "Usage and invoices: not configured.");
        }

        var unused = facts.Usage is { } share && share < HalfUsed ? (HalfUsed - Math.Max(0, share)) * MostForUsage / HalfUsed : 0;
        var unpaid = facts.OverdueInvoices is { } count and > 0 ? PerRisk * count : 0;
        string?[] words =
        [
            facts.Usage is { } used ? $"They use {Words.Number(Math.Round(used))} % of what they pay for" : null,
            facts.OverdueInvoices is { } overdue ? overdue > 0 ? Words.Count((int)overdue, "overdue invoice") : "no overdue invoice" : null,
        ];
        var reason = string.Join(", ", words.OfType<string>());
        return new("usage", (int)Math.Min(MostForUsage, Math.Round(unused + unpaid)), reason.Length == 0 ? "Usage and invoices: HubSpot has no value." : $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.");
    }

    private static HealthFactor Renewal(HealthFacts facts)
    {
        if (facts.Renewal is not { } renewal || renewal < facts.Now || Days(facts.Now, renewal) is not { } left || left > NearRenewal)
        {
            return new("renewal", 0, "No renewal within 60 days.");
        }

        var spoken = new[] { facts.LastTouch, facts.LastMeeting }.Max() is { } last && (facts.Now - last).TotalDays <= 30;
        return new("renewal", spoken ? 0 : 20, $"Renewal in {Words.Count(left, "day")}, {(spoken ? "and it is talked about" : "and nobody has talked for a month")}.");
    }

    private static HealthFactor Reply(HealthFacts facts) =>
        facts.LastReplyWasNegative ? new("last_reply", 15, "Their last answer said no.") : new("last_reply", 0, "No negative answer.");

    private static int? Days(DateTimeOffset? from, DateTimeOffset to) => from is { } start ? (int)Math.Floor((to - start).TotalDays) : null;

    private static string Since(int days) => days <= 0 ? "today" : $"{Words.Count(days, "day")} ago";
}
