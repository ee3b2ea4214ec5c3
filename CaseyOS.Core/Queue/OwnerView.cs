using System.Collections.Concurrent;
using Azure;
using CaseyOS.Core.Storage.Groups;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Queue;

/// <summary>
/// What this process holds of one owner's queue. Copies are allowed to be old: every write insists on the ETag of the copy
/// it was made from, so an old copy costs a second try and never a lost change. All members except <see cref="Commits"/>,
/// <see cref="Version"/>, <see cref="Snapshot"/> and the hashes are used by the holder of the turn only.
/// </summary>
internal sealed class OwnerView
{
    private const int MaxClosed = 256;
    private const int MaxHashes = 20_000;

    private readonly Dictionary<QueueItemId, Versioned<QueueItem>> open = [];
    private readonly Dictionary<QueueItemId, Versioned<QueueItem>> closed = [];
    private readonly Dictionary<(string Entity, string Slot), QueueItemId> openFor = [];
    private readonly ConcurrentDictionary<string, SignalMark> hashes = new(StringComparer.Ordinal);
    private VersionMarks marks = VersionMarks.None;
    private bool complete;
    private long checkedAt;
    private Reading? snapshot;

    public OwnerView(TableClient table, OwnerId owner, ProcessMark.Source source)
    {
        Commits = new(table);
        Version = new(owner, source, Wrote);
    }

    /// <summary>Writers and readers take turns here: nobody writes while the open moves are being read.</summary>
    public GroupCommit Commits { get; }

    /// <summary>The row that goes with every change of a move.</summary>
    public VersionRow Version { get; }

    /// <summary>The open moves as last read, with their age; null when they must be put together or read. Needs no gate.</summary>
    public Reading? Snapshot => Volatile.Read(ref snapshot);

    /// <summary>Timestamp of the last look at the version row; null when not all open moves are here.</summary>
    public long? CheckedAt => complete ? checkedAt : null;

    public Versioned<QueueItem>? Find(QueueItemId id) => open.GetValueOrDefault(id) ?? closed.GetValueOrDefault(id);

    public Versioned<QueueItem>? FindOpenFor(string entity, ActionType action) =>
        openFor.TryGetValue((entity, ActionSlot.Of(action)), out var id) ? open.GetValueOrDefault(id) : null;

    public SignalMark? FindHash(string hash) => hashes.GetValueOrDefault(hash);

    // Marks are never taken back while anyone could repeat the signal, so remembering one is always right.
    public void KeepHash(string hash, SignalMark mark)
    {
        if (hashes.Count >= MaxHashes)
        {
            hashes.Clear();
        }

        hashes[hash] = mark;
    }

    public void Keep(Versioned<QueueItem> item)
    {
        Forget(item.Value.Id);
        if (ItemTransitions.IsOpen(item.Value.Status))
        {
            open[item.Value.Id] = item;
            if (item.Value.Entity is { } entity)
            {
                openFor[(entity, ActionSlot.Of(item.Value.ActionType))] = item.Value.Id;
            }
        }
        else
        {
            if (closed.Count >= MaxClosed)
            {
                closed.Clear();
            }

            closed[item.Value.Id] = item;
        }
    }

    /// <summary>This process wrote: its own copy is as new as the storage's.</summary>
    public void Wrote(QueueItem item, ETag etag)
    {
        Keep(new(item, etag));
        if (item.SignalHash is { } hash)
        {
            KeepHash(hash, new(item.Id, item.SignalId));
        }
    }

    /// <summary>This process read a move by itself. One that is not as held means that another process changed something.</summary>
    public void Read(Versioned<QueueItem> item)
    {
        var held = Find(item.Value.Id);
        if (held?.ETag != item.ETag && (held is not null || ItemTransitions.IsOpen(item.Value.Status)))
        {
            Doubt(item.Value.Id);
        }

        Keep(item);
    }

    /// <summary>The storage holds something else than the copy, or it is not known whether a write happened.</summary>
    public void Doubt(QueueItemId id)
    {
        Forget(id);
        complete = false;
        Volatile.Write(ref snapshot, null);
    }

    /// <summary>Whether nothing was changed since the last reading, by the version row as just read.</summary>
    public bool Confirm(VersionMarks read, long now)
    {
        if (!complete || read.Token != marks.Token)
        {
            return false;
        }

        checkedAt = now;
        return true;
    }

    /// <summary>Replaces all copies with the open moves as they were read after the version row.</summary>
    public void Load(VersionMarks read, IEnumerable<Versioned<QueueItem>> items, long now)
    {
        open.Clear();
        openFor.Clear();
        closed.Clear();
        foreach (var item in items)
        {
            Keep(item);
            if (item.Value.SignalHash is { } hash)
            {
                KeepHash(hash, new(item.Value.Id, item.Value.SignalId));
            }
        }

        (marks, checkedAt, complete) = (read, now, true);
    }

    /// <summary>Puts the open moves together for readers.</summary>
    public OpenMoves Take()
    {
        var moves = snapshot?.Moves is { } same && same.Token == marks.Token ? same : new([.. open.Values.Select(item => item.Value)], marks.Token);
        Volatile.Write(ref snapshot, new(moves, checkedAt));
        return moves;
    }

    private void Forget(QueueItemId id)
    {
        closed.Remove(id);
        if (open.Remove(id, out var item) && item.Value.Entity is { } entity)
        {
            openFor.Remove((entity, ActionSlot.Of(item.Value.ActionType)));
        }
    }

    // And so is its mark.
    private void Wrote(ProcessMark mark)
    {
        marks = marks.With(mark);
        Volatile.Write(ref snapshot, null);
    }

    /// <summary>A complete reading of the open moves.</summary>
    /// <param name="Moves">Them.</param>
    /// <param name="CheckedAt">Timestamp of the last look at the version row.</param>
    public sealed record Reading(OpenMoves Moves, long CheckedAt);
}
