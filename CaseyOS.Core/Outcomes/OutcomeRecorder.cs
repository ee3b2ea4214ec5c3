using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Outcomes;

/// <summary>
/// Writes outcomes down: first the outcome with the mark of its event, then what it means for the execution and its move.
/// Recording the same event again is harmless, and finishes what a crash in between left open.
/// </summary>
public sealed partial class OutcomeRecorder(
    OutcomeStore outcomes, ExecutionStore executions, QueueStore queue, WatchPlan plan, WatchRuns runs, TimeProvider clock, ILogger<OutcomeRecorder> logger)
{
    private const int Tries = 20;

    /// <summary>Records an outcome, once per execution, type and source event.</summary>
    /// <returns>The outcome as stored, by whoever saw it first.</returns>
    public async Task<Outcome> RecordAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        var stored = await outcomes.AddAsync(outcome, cancellationToken);
        if (!EndsWatch(stored.Type))
        {
            return stored; // a machine's answer says nothing, and a tone belongs to the reply that is shown already
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await TryApplyAsync(stored, cancellationToken))
            {
                await runs.WakeAsync(stored.ExecutionId, cancellationToken);
                return stored;
            }
        }

        throw new ConflictException("conflict", "The move keeps changing; try again.", TimeSpan.FromSeconds(1));
    }

    private static bool EndsWatch(OutcomeType type) =>
        type is OutcomeType.EmailReplied or OutcomeType.EmailBounced or OutcomeType.MeetingBooked or OutcomeType.MeetingCancelled;

    private static string Said(OutcomeType type) => type switch
    {
        OutcomeType.EmailBounced => "The mail came back. ",
        OutcomeType.EmailReplied => "They answered. ",
        _ => "",
    };

    // Execution and move in one transaction; false when somebody else wrote one of them.
    private async Task<bool> TryApplyAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        var execution = await executions.GetAsync(outcome.Owner, outcome.ExecutionId, cancellationToken);
        if (execution.Value.Outcome is { } shown && (shown.Id == outcome.Id || (shown.OccurredAt > outcome.OccurredAt && !shown.Type.IsSilence())))
        {
            return true;
        }

        var summary = new OutcomeSummary(outcome.Id, outcome.Type, outcome.OccurredAt, outcome.Evidence);
        var next = plan.Follow(execution.Value, execution.Value with { Outcome = summary }, $"{Said(outcome.Type)}{outcome.Evidence}");
        var item = await queue.GetAsync(outcome.Owner, outcome.QueueItemId, cancellationToken);
        var changed = item.Value.ExecutionId == execution.Value.Id ? item.Value.Show(summary, clock.GetUtcNow()) : item.Value;
        var entry = new HistoryEntry
        {
            At = clock.GetUtcNow(),
            Actor = HistoryEntry.Program,
            Change = "outcome",
            From = item.Value.Status,
            To = changed.Status,
            Note = outcome.Evidence,
        };
        try
        {
            var applied = await queue.TryUpdateAsync(item, changed, entry, ExecutionRows.Change(execution.Value, next, execution.ETag), cancellationToken);
            if (applied)
            {
                Log.Recorded(logger, outcome.Type, outcome.ExecutionId);
            }

            return applied;
        }
        catch (RowConflictException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Outcome {Type} recorded for execution {Execution}")]
        public static partial void Recorded(ILogger logger, OutcomeType type, ExecutionId execution);
    }
}
