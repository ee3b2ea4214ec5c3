namespace CaseyOS.Core.Queue;

/// <content>Reading.</content>
public sealed partial class CommandQueue
{
    private const int ClosedWindow = 1_000;
    private const int ClosedChunk = 200;
    private const int MostChunks = 5;

    /// <summary>The move as it stands now, or null when the owner has none with this id.</summary>
    public async Task<QueueItem?> GetAsync(OwnerId owner, QueueItemId id, CancellationToken cancellationToken) =>
        (await store.FindNewestAsync(owner, id, cancellationToken))?.Value.AsOf(clock.GetUtcNow());

    /// <summary>A move's history, newest first; null when the owner has no such move.</summary>
    public async Task<IReadOnlyList<HistoryEntry>?> ReadHistoryAsync(OwnerId owner, QueueItemId id, CancellationToken cancellationToken) =>
        await store.FindAsync(owner, id, cancellationToken) is null ? null : await store.ReadHistoryAsync(owner, id, cancellationToken);

    /// <summary>Today's Moves: pending and accepted, without a date or due within a day, best first.</summary>
    public async ValueTask<TodayMoves> TodayAsync(OwnerId owner, Domain? domain, CancellationToken cancellationToken)
    {
        var zone = await zones.GetAsync(owner, cancellationToken);
        var open = await store.ReadOpenAsync(owner, cancellationToken);
        var now = clock.GetUtcNow();
        if (open.Today.TryGetValue((domain, zone.Id), out var today) && now < today.ValidUntil && now >= today.GeneratedAt)
        {
            return today;
        }

        return open.Today[(domain, zone.Id)] = TodayList.Of(open, domain, now, zone, options.Value);
    }

    /// <summary>
    /// Lists moves. Open ones come from memory and are counted and sorted whole. Closed ones are paged by key, newest first,
    /// however many there are; any other order is made of the newest thousand.
    /// </summary>
    /// <exception cref="ValidationException">The cursor is not one of ours.</exception>
    public async Task<MovePage> ListAsync(OwnerId owner, MoveFilter filter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = filter.Statuses.Any(ItemTransitions.IsOpen) ? (await store.ReadOpenAsync(owner, cancellationToken)).Items : [];
        var matching = open.Select(item => item.AsOf(now)).Where(filter.Matches);
        if (filter.Statuses.All(ItemTransitions.IsOpen))
        {
            return MovePages.Cut([.. MoveSort.Apply(matching, filter.Sort ?? MoveSort.Default)], filter, isWhole: true);
        }

        var sort = filter.Sort ?? MoveSort.NewestFirst;
        if (!sort.SequenceEqual(MoveSort.NewestFirst) || filter.Offset > 0)
        {
            var closed = await store.ReadClosedAsync(owner, null, ClosedWindow, cancellationToken);
            return MovePages.Cut([.. MoveSort.Apply(matching.Concat(closed.Where(filter.Matches)), sort)], filter, closed.Count < ClosedWindow);
        }

        return await ListByKeyAsync(owner, [.. matching], filter, cancellationToken);
    }

    // Both streams are in the order of ids; reading stops when the page is full or enough rows were looked at.
    private async Task<MovePage> ListByKeyAsync(OwnerId owner, List<QueueItem> open, MoveFilter filter, CancellationToken cancellationToken)
    {
        var after = MovePages.ReadAfter(filter.Cursor);
        var position = after;
        List<QueueItem> closed = [];
        var isEnd = false;
        for (var chunks = 0; !isEnd && closed.Count <= filter.Limit && chunks < MostChunks; chunks++)
        {
            var chunk = await store.ReadClosedAsync(owner, position, ClosedChunk, cancellationToken);
            closed.AddRange(chunk.Where(filter.Matches));
            isEnd = chunk.Count < ClosedChunk;
            position = isEnd ? null : chunk[^1].Id;
        }

        return MovePages.Merge(open, closed, after, position, filter.Limit);
    }
}
