using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Queue;

/// <summary>
/// The command queue: signals become moves here, and everything that a person or the program does to a move goes through
/// here, so that each change is allowed by the transition table, scored, written once and entered into the history.
/// </summary>
public sealed partial class CommandQueue(
    QueueStore store, ItemScoring scoring, IOwnerTimeZones zones, TimeProvider clock, IOptions<QueueOptions> options)
{
    /// <summary>
    /// Turns a signal's proposal into a move, once: the same signal again, also at the same time from another process, is
    /// <see cref="ProposeResult.Known"/>. One round trip for a new move.
    /// </summary>
    /// <exception cref="ConflictException">Other processes kept changing the same open move for longer than the configured time.</exception>
    public async Task<ProposeResult> ProposeAsync(Signal signal, CancellationToken cancellationToken)
    {
        if (signal.Proposal is not { } proposal)
        {
            return new ProposeResult.Dropped("This kind of signal calls for no move.");
        }

        if (store.Remembered(signal.Owner, signal.Hash) is { } known)
        {
            return new ProposeResult.Known(known.Item, known.Signal);
        }

        var zone = await zones.GetAsync(signal.Owner, cancellationToken);
        var patience = new Patience(options.Value.RetryFor);
        var exists = false;
        do
        {
            var open = await store.FindOpenForAsync(signal.Owner, signal.Entity, proposal.ActionType, readMark: exists, cancellationToken);
            var (outcome, item) = open is null
                ? await AddAsync(signal, proposal, zone, cancellationToken)
                : await StrengthenAsync(signal, proposal, open, zone, cancellationToken);
            switch (outcome)
            {
                case WriteOutcome.Done:
                    return open is null ? new ProposeResult.Queued(item) : new ProposeResult.Strengthened(item);
                case WriteOutcome.Known:
                    var mark = await store.FindByHashAsync(signal.Owner, signal.Hash, cancellationToken);
                    return new ProposeResult.Known(mark?.Item, mark?.Signal);
                default:
                    exists = true;
                    break;
            }
        }
        while (await patience.WaitAsync(cancellationToken));
        throw TooBusy(proposal.Title);
    }

    private async Task<(WriteOutcome, QueueItem)> AddAsync(Signal signal, MoveProposal proposal, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var item = scoring.Rescore(Reasons.Begin(Reasons.Of(signal, proposal), signal, QueueItemId.New(clock), now), now, zone);
        var entry = new HistoryEntry { At = now, Actor = HistoryEntry.Program, Change = "created", To = item.Status, Note = $"Signal {signal.Type}." };
        return (await store.AddAsync(item, entry, cancellationToken), item);
    }

    private async Task<(WriteOutcome, QueueItem)> StrengthenAsync(
        Signal signal, MoveProposal proposal, Versioned<QueueItem> open, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var item = open.Value.AsOf(now);
        var changed = scoring.Rescore(item.Because(Reasons.Of(signal, proposal)), now, zone);
        var entry = new HistoryEntry
        {
            At = now,
            Actor = HistoryEntry.Program,
            Change = "strengthened",
            From = item.Status,
            To = changed.Status,
            Note = $"Signal {signal.Type} as well: {Words.Number(item.Score.Base)} → {Words.Number(changed.Score.Base)}.",
        };
        var outcome = await store.StrengthenAsync(open, changed, signal, entry, cancellationToken);
        return (outcome, QueueStore.Stamp(item, changed, now));
    }

    private static ConflictException TooBusy(string title) =>
        new("busy", $"\"{title}\" is being changed from elsewhere all the time; try again in a moment.", TimeSpan.FromSeconds(1));
}
