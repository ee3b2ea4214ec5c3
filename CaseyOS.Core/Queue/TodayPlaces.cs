namespace CaseyOS.Core.Queue;

/// <summary>Who gets one of the day's places.</summary>
/// <remarks>
/// Several states of one thing (a deal is stalled, and its close date has passed) call for one look at it, so each thing that
/// signals are about gets one place first, for its best move; the others come after, while places are left. Whatever stands
/// for itself has an entity of its own (a reply, a form, a meeting) or none (moves made by hand), and what the user accepted
/// he wants to see: none of these waits behind another.
/// </remarks>
internal static class TodayPlaces
{
    /// <summary>The moves for the places, in the order they had.</summary>
    public static IReadOnlyList<QueueItem> Of(IEnumerable<QueueItem> ranked, int places)
    {
        List<QueueItem> first = [];
        List<QueueItem> others = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<QueueItem> all = [.. ranked];
        foreach (var item in all)
        {
            var isFirst = item.Entity is null || seen.Add(item.Entity) || item.Status == ItemStatus.Accepted;
            (isFirst ? first : others).Add(item);
        }

        if (others.Count == 0 || first.Count >= places)
        {
            return [.. first.Take(places)];
        }

        HashSet<QueueItemId> chosen = [.. first.Concat(others).Take(places).Select(item => item.Id)];
        return [.. all.Where(item => chosen.Contains(item.Id))];
    }
}
