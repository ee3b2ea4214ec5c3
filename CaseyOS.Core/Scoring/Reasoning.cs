namespace CaseyOS.Core.Scoring;

/// <summary>
/// The one sentence: "High priority because a $50k deal closes in 3 days". It names the two drivers that explain the score
/// best: those that add most, or for a low score those that cost most. An unknown explains a low score, never a high one
/// while something known is left.
/// </summary>
internal static class Reasoning
{
    private const double High = 80;
    private const double Medium = 50;

    public static string Of(in ScoreFacts facts, double score, ReadOnlySpan<Driver> drivers, ScoringOptions options)
    {
        var low = score < Medium;
        var first = Top(facts, drivers, low, except: -1);
        var second = Top(facts, drivers, low, except: first);
        var level = score > High ? "High" : low ? "Low" : "Medium";
        return $"{level} priority because {Because(facts, (Factor)first, (Factor)second, options)}";
    }

    private static int Top(in ScoreFacts facts, ReadOnlySpan<Driver> drivers, bool low, int except)
    {
        var (top, most) = (-1, double.NegativeInfinity);
        for (var i = 0; i < drivers.Length; i++)
        {
            var weigh = low
                ? (drivers[i].Weight * 100) - drivers[i].Contribution
                : drivers[i].Contribution - (IsKnown(facts, drivers[i].Factor) ? 0 : 1000);
            if (i != except && weigh > most)
            {
                (top, most) = (i, weigh);
            }
        }

        return top;
    }

    private static bool IsKnown(in ScoreFacts facts, Factor factor) => factor switch
    {
        Factor.Revenue => facts.Value is not null,
        Factor.Urgency => facts.Days is not null || facts.BaseUrgency is not null,
        Factor.Strategic => facts.IcpFit is not null || facts.NamedLogo || facts.Referenceable,
        _ => true,
    };

    private static string Because(in ScoreFacts facts, Factor first, Factor second, ScoringOptions options) => (first, second) switch
    {
        (Factor.Revenue, Factor.Urgency) or (Factor.Urgency, Factor.Revenue) when facts is { Value: { } value, Subject: { } subject, Days: { } days } =>
            $"{Words.AMoney(value)} {subject}{Waiting(facts)} {Words.OnDay(facts.DeadlineVerb, days)}",
        _ => $"{Clause(facts, first, options)} and {Clause(facts, second, options)}",
    };

    private static string Waiting(in ScoreFacts facts) => facts.WorthSaying is { } days ? $", waiting for {Words.Count(days, "day")}," : "";

    private static string Clause(in ScoreFacts facts, Factor factor, ScoringOptions options) => factor switch
    {
        Factor.Revenue when facts is { Value: { } value, Subject: { } subject } => $"{Words.AMoney(value)} {subject} is at stake",
        Factor.Revenue when facts.Value is { } value => $"{Words.Money(value)} is at stake",
        Factor.Revenue => $"its value is unknown (counted as {Words.Number(options.UnknownRevenue)})",
        Factor.Urgency when facts is { Days: { } days, WorthSaying: { } since } => $"after {Words.Count(since, "day")} of waiting it {Words.OnDay(facts.DeadlineVerb, days)}",
        Factor.Urgency when facts.Days is { } days => $"it {Words.OnDay(facts.DeadlineVerb, days)}",
        Factor.Urgency when facts.WorthSaying is { } since => $"it has waited {Words.Count(since, "day")}",
        Factor.Urgency => $"it has no date (counted as {Words.Number(facts.BaseUrgency ?? options.UndatedUrgency)})",
        Factor.Effort => $"it takes {Words.Minutes(Components.Minutes(facts, options))}",
        _ when facts.IcpFit is { } fit => $"the fit is {Words.Percent(fit)}",
        _ when facts.NamedLogo => $"a named logo is worth {Words.Number(options.NamedLogoBonus)} more",
        _ when facts.Referenceable => $"a reference is worth {Words.Number(options.ReferenceableBonus)} more",
        _ => $"the fit is unknown (counted as {Words.Number(options.UnknownFit)})",
    };
}
