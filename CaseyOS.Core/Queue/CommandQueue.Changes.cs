namespace CaseyOS.Core.Queue;

/// <content>Changes of one move.</content>
public sealed partial class CommandQueue
{
    /// <summary>The user means to do it.</summary>
    public Task<ChangeResult> AcceptAsync(MoveRef move, CancellationToken cancellationToken) =>
        EditAsync(move, new() { Status = ItemStatus.Accepted }, cancellationToken);

    /// <summary>The user dismisses it; <paramref name="note"/> is his own words.</summary>
    /// <exception cref="ValidationException">The reason is not one of <see cref="SkipReasons.All"/>.</exception>
    public Task<ChangeResult> SkipAsync(MoveRef move, string? reason, string? note, CancellationToken cancellationToken) =>
        EditAsync(move, new() { Status = ItemStatus.Skipped, SkipReason = reason is null ? null : new(reason), Note = note }, cancellationToken);

    /// <summary>Puts it off; it comes back by itself.</summary>
    /// <exception cref="ValidationException">The time has passed already.</exception>
    public Task<ChangeResult> SnoozeAsync(MoveRef move, DateTimeOffset until, CancellationToken cancellationToken) =>
        EditAsync(move, new() { SnoozedUntil = new(until) }, cancellationToken);

    /// <summary>The user did it himself.</summary>
    public Task<ChangeResult> CompleteAsync(MoveRef move, CancellationToken cancellationToken) =>
        EditAsync(move, new() { Status = ItemStatus.Completed }, cancellationToken);

    /// <summary>Brings it back.</summary>
    public Task<ChangeResult> ReopenAsync(MoveRef move, CancellationToken cancellationToken) =>
        EditAsync(move, new() { Status = ItemStatus.Pending }, cancellationToken);

    /// <summary>Changes any of its fields, its status through the transition table.</summary>
    /// <exception cref="ValidationException">A value cannot be taken; names the field.</exception>
    /// <exception cref="ConflictException"><c>already_executing</c>: not while an execution is under way; <c>already_open</c>; <c>busy</c>.</exception>
    public async Task<ChangeResult> EditAsync(MoveRef move, MoveEdit edit, CancellationToken cancellationToken)
    {
        var zone = await zones.GetAsync(move.Owner, cancellationToken);
        edit.Validate(clock.GetUtcNow());
        return await ChangeAsync(move, (item, now) => Editing.Decide(item, edit, now) switch
        {
            Decision.Write write => write with { Item = scoring.Rescore(write.Item, now, zone) },
            var other => other,
        }, cancellationToken);
    }

    /// <summary>
    /// The reason for the move has gone by itself; it leaves the page and says why in its history. Not one that the user has accepted or
    /// put off, also while the reason was looked at: that is his decision.
    /// </summary>
    /// <param name="owner">Whose.</param>
    /// <param name="id">The move.</param>
    /// <param name="why">In a sentence.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <param name="alsoSnoozed">Also one that is put off, because the program itself did that.</param>
    public Task<ChangeResult> ResolveAsync(OwnerId owner, QueueItemId id, string why, CancellationToken cancellationToken, bool alsoSnoozed = false) =>
        ChangeAsync(
            new(owner, id, HistoryEntry.Program),
            (item, now) => item.Status == ItemStatus.Pending || (alsoSnoozed && item.Status == ItemStatus.Snoozed)
                ? new Decision.Write(item with { Status = ItemStatus.Resolved, CompletedAt = now }, "resolved", why)
                : new Decision.Refuse(item.Status, ItemStatus.Resolved),
            cancellationToken);

    /// <summary>Some of its reasons have gone; the others keep it on the page, under the name of the most urgent of them.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="id">The move.</param>
    /// <param name="gone">The rules whose reason has gone, each with why.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<ChangeResult> WeakenAsync(OwnerId owner, QueueItemId id, IReadOnlyDictionary<string, string> gone, CancellationToken cancellationToken)
    {
        var zone = await zones.GetAsync(owner, cancellationToken);
        return await ChangeAsync(
            new(owner, id, HistoryEntry.Program),
            (item, now) => item.Status == ItemStatus.Pending && Reasons.Of(item) is var reasons && reasons.Any(reason => gone.ContainsKey(reason.SignalType))
                && !reasons.All(reason => gone.ContainsKey(reason.SignalType))
                    ? new Decision.Write(scoring.Rescore(item.Without([.. gone.Keys]), now, zone), "weakened", string.Join(' ', gone.Values.Distinct(StringComparer.Ordinal)))
                    : new Decision.Keep(),
            cancellationToken);
    }

    // A copy held in process may be old, so no refusal is based on one: before saying no, look again.
    private async Task<ChangeResult> ChangeAsync(MoveRef move, Func<QueueItem, DateTimeOffset, Decision> decide, CancellationToken cancellationToken)
    {
        var patience = new Patience(options.Value.RetryFor);
        var current = await store.FindAsync(move.Owner, move.Id, cancellationToken);
        for (var isNewest = false; current is not null; isNewest = true)
        {
            var now = clock.GetUtcNow();
            var item = current.Value.AsOf(now);
            var decision = move.IfVersion is { } seen && seen != item.Version ? new Decision.Outdated() : decide(item, now);
            switch (decision)
            {
                case Decision.Write write:
                    var entry = new HistoryEntry { At = now, Actor = move.Actor, Change = write.Change, From = item.Status, To = write.Item.Status, Note = write.Note };
                    if (await store.TryUpdateAsync(current, write.Item, entry, cancellationToken))
                    {
                        return new ChangeResult.Changed(QueueStore.Stamp(item, write.Item, now));
                    }

                    break;
                case Decision.Keep:
                    return new ChangeResult.Changed(item);
                case Decision.Outdated when isNewest:
                    return new ChangeResult.Stale(item);
                case Decision.Refuse(var from, var to) when isNewest:
                    return new ChangeResult.Refused(from, to);
            }

            if (!await patience.WaitAsync(cancellationToken))
            {
                throw TooBusy(item.Title);
            }

            current = await store.FindNewestAsync(move.Owner, move.Id, cancellationToken);
        }

        return new ChangeResult.Missing();
    }
}
