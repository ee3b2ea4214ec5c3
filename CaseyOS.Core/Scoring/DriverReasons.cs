namespace CaseyOS.Core.Scoring;

/// <summary>Says of each component where its number comes from, unknowns included.</summary>
internal static class DriverReasons
{
    public static string Revenue(in ScoreFacts facts, ScoringOptions options)
    {
        var reason = facts.Value switch
        {
            { } value when facts.StageProbability is { } probability && probability < 1 =>
                $"{Amount(facts, value)} at {Words.Percent(probability)} = {Words.Money(value * probability)} expected",
            { } value => Amount(facts, value),
            null when facts.ValueIsGarbage => $"value unknown (the amount given is not usable), counted as {Words.Number(options.UnknownRevenue)}",
            null => $"value unknown, counted as {Words.Number(options.UnknownRevenue)}",
        };
        return facts.IsCustomer ? $"{reason}, existing customer +{Words.Number(options.CustomerBonus)}" : reason;
    }

    public static string Urgency(in ScoreFacts facts, ScoringOptions options)
    {
        var reason = facts switch
        {
            { Days: <= 1 and var soon } => $"urgent: {Words.OnDay(facts.DeadlineVerb, soon)}",
            { Days: { } days } => Words.OnDay(facts.DeadlineVerb, days),
            { BaseUrgency: { } urgency } => $"no date, this kind of signal counts {Words.Number(urgency)}",
            _ => $"no date, counted as {Words.Number(options.UndatedUrgency)}",
        };
        if (facts.WorthSaying is { } since)
        {
            reason += $", waiting for {Words.Count(since, "day")}";
        }

        if (facts.WaitedDays > 0)
        {
            reason += $", up to +{Words.Number(Math.Min(options.WaitingMost, options.WaitingPerDay * facts.WaitedDays))} for {Words.Count(facts.WaitedDays, "day")} in the queue";
        }

        if (facts.WaitingItems > 0)
        {
            reason += $", up to +{Words.Number(Math.Min(options.BlockerMost, options.BlockerBonus * facts.WaitingItems))} because {Words.Count(facts.WaitingItems, "other move")} {(facts.WaitingItems == 1 ? "waits" : "wait")} for it";
        }

        return facts.AlsoBecause is { Count: > 0 } further
            ? $"{reason}, up to +{Words.Number(Math.Min(options.ReasonMost, options.ReasonBonus * further.Count))} because also: {string.Join("; ", further)}"
            : reason;
    }

    public static string Effort(in ScoreFacts facts, ScoringOptions options)
    {
        var reason = Words.Minutes(Components.Minutes(facts, options));
        if (facts.MissingInformation == 0 && !facts.DependsOnOthers)
        {
            return reason;
        }

        reason += $": {Words.Number(Components.BaseMinutes(facts, options))}";
        if (facts.MissingInformation > 0)
        {
            reason += $" + {Words.Number(options.MissingMinutes * facts.MissingInformation)} for {Words.Count(facts.MissingInformation, "missing piece")} of information";
        }

        return facts.DependsOnOthers ? $"{reason} + {Words.Number(options.BlockedMinutes)} because somebody else must act first" : reason;
    }

    public static string Strategic(in ScoreFacts facts, ScoringOptions options)
    {
        var reason = facts.IcpFit is { } fit ? $"fit with the ideal customer {Words.Percent(fit)}" : $"fit unknown, counted as {Words.Number(options.UnknownFit)}";
        if (facts.NamedLogo)
        {
            reason += $", named logo +{Words.Number(options.NamedLogoBonus)}";
        }

        return facts.Referenceable ? $"{reason}, referenceable +{Words.Number(options.ReferenceableBonus)}" : reason;
    }

    private static string Amount(in ScoreFacts facts, double value) => $"{Words.Money(value)} {facts.Subject ?? "at stake"}";
}
