namespace CaseyOS.Core.Outcomes.Deals;

/// <summary>Won and lost deals of a segment.</summary>
/// <param name="Segment">Industry × size; <c>all</c> for all of them.</param>
/// <param name="Won">Deals won.</param>
/// <param name="Lost">Deals lost.</param>
/// <param name="Rate">Won of all, 0–1; null without any.</param>
/// <param name="Shrunk">The same, drawn towards the overall rate where deals are few.</param>
public sealed record WinRate(string Segment, int Won, int Lost, double? Rate, double? Shrunk)
{
    // As many deals of the overall rate are imagined in each segment: two wins of two are no rate of 100 %.
    private const int Prior = 10;

    /// <summary>The overall rate, then the segments by size.</summary>
    public static IReadOnlyList<WinRate> Of(IReadOnlyCollection<DealOutcome> outcomes)
    {
        var (won, lost) = Count(outcomes);
        double? overall = outcomes.Count == 0 ? null : (double)won / outcomes.Count;
        return
        [
            new("all", won, lost, overall, overall),
            .. outcomes.GroupBy(outcome => outcome.Segment, StringComparer.Ordinal)
                .OrderByDescending(segment => segment.Count()).ThenBy(segment => segment.Key, StringComparer.Ordinal)
                .Select(segment => Of(segment.Key, [.. segment], overall!.Value)),
        ];
    }

    private static WinRate Of(string segment, IReadOnlyCollection<DealOutcome> outcomes, double overall)
    {
        var (won, lost) = Count(outcomes);
        return new(segment, won, lost, (double)won / outcomes.Count, (won + (Prior * overall)) / (outcomes.Count + Prior));
    }

    private static (int Won, int Lost) Count(IReadOnlyCollection<DealOutcome> outcomes)
    {
        var won = outcomes.Count(outcome => outcome.Result == DealResult.Won);
        return (won, outcomes.Count - won);
    }
}
