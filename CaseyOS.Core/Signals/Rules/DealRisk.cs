using System.Globalization;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What puts a deal at risk, and since when.</summary>
/// <param name="Why">In a few words, for the title.</param>
/// <param name="Since">The moment it came to be: what happened after it may have answered it.</param>
internal sealed record DealRisk(string Why, DateTimeOffset Since)
{
    /// <summary>The first risk that stands: a fallen amount, a close date pushed back, silence. Null when there is none.</summary>
    /// <remarks>An amount and a date count as long as nobody has been in touch since; silence ends when somebody is.</remarks>
    public static DealRisk? Of(DealFacts facts, RuleContext context) =>
        new[] { Fall(facts, context), Pushes(facts, context) }.FirstOrDefault(risk => risk is not null && !(facts.Deal.LastContactedAt > risk.Since)) ?? Silence(facts, context);

    private static DealRisk? Silence(DealFacts facts, RuleContext context) =>
        facts.LastActivity is { } last && context.Now - last >= TimeSpan.FromDays(context.Options.DealRiskSilenceDays)
            ? new($"no activity for {Words.Count(context.DaysSince(last), "day")}", last.AddDays(context.Options.DealRiskSilenceDays))
            : null;

    // Pushed is a date that became a later one; a date that comes nearer, or was first set, is no bad news.
    private static DealRisk? Pushes(DealFacts facts, RuleContext context)
    {
        var dates = facts.History?.CloseDates ?? [];
        List<DateTimeOffset> pushes = [.. dates.Zip(dates.Skip(1))
            .Where(pair => pair.First.Value is { } before && pair.Second.Value > before && IsRecent(pair.Second.At, context))
            .Select(pair => pair.Second.At)];
        return pushes.Count >= context.Options.DealRiskPushes ? new($"close date pushed {Times(pushes.Count)}", pushes[^1]) : null;
    }

    private static DealRisk? Fall(DealFacts facts, RuleContext context)
    {
        var amounts = facts.History?.Amounts ?? [];
        if (amounts.Count < 2 || amounts[^1] is not { Value: { } now, At: var at } || !IsRecent(at, context))
        {
            return null;
        }

        // What it was worth when the time that counts began, and the highest it has been since.
        var before = amounts.TakeWhile(value => !IsRecent(value.At, context)).TakeLast(1);
        var peak = before.Concat(amounts.Where(value => IsRecent(value.At, context))).Max(value => value.Value ?? 0);
        var fall = peak > 0 ? 100 * (peak - now) / peak : 0;
        return fall >= context.Options.DealRiskFallPercent ? new($"amount fell by {Words.Number(Math.Round(fall))} % to {Words.Money(now)}", at) : null;
    }

    private static bool IsRecent(DateTimeOffset at, RuleContext context) => context.Now - at < TimeSpan.FromDays(context.Options.DealRiskMemoryDays);

    private static string Times(int count) => count == 2 ? "twice" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}
