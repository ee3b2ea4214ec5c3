using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Outcomes;

/// <summary>
/// Records that nothing happened. Unlike an event, silence must never be recorded over anything: so the execution is
/// written first, on condition that it still has no outcome, and the outcome's record follows from it.
/// </summary>
public sealed partial class SilenceRecorder(OutcomeStore outcomes, ExecutionStore executions, QueueStore queue, WatchPlan plan, TimeProvider clock, ILogger<SilenceRecorder> logger)
{
    private const int Tries = 20;

    /// <summary>Ends a watch with <see cref="OutcomeType.NoResponse"/> or <see cref="OutcomeType.DraftAbandoned"/>, unless something has happened meanwhile.</summary>
    /// <returns>The execution as it is now.</returns>
    public async Task<Execution> RecordAsync(Execution seen, OutcomeType type, DateTimeOffset now, string evidence, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var current = await executions.GetAsync(seen.Owner, seen.Id, cancellationToken);
            if (current.Value.Outcome is not null || current.Value.Watch.State != seen.Watch.State || !(current.Value.Watch.Until <= now))
            {
                return current.Value;
            }

            var summary = new OutcomeSummary(OutcomeId.New(clock), type, current.Value.Watch.Until!.Value, evidence);
            var ended = plan.Follow(current.Value, current.Value with { Outcome = summary }, evidence);
            if (await TryWriteAsync(current, ended, cancellationToken))
            {
                Log.Recorded(logger, type, seen.Id);
                await CompleteAsync(ended, cancellationToken);
                return ended;
            }
        }

        throw new ConflictException("conflict", "The move keeps changing; try again.", TimeSpan.FromSeconds(1));
    }

    /// <summary>Makes up for a record that a crash left out after the execution was written.</summary>
    public async Task CompleteAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken) =>
        await CompleteAsync((await executions.GetAsync(owner, id, cancellationToken)).Value, cancellationToken);

    private async Task CompleteAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution.Outcome is { Type: OutcomeType.NoResponse or OutcomeType.DraftAbandoned } summary)
        {
            await outcomes.AddAsync(
                new Outcome
                {
                    Id = summary.Id,
                    Owner = execution.Owner,
                    ExecutionId = execution.Id,
                    QueueItemId = execution.ItemId,
                    Type = summary.Type,
                    SourceEvent = $"watch:{execution.Id}",
                    Evidence = summary.Evidence,
                    DetectionMethods = ["poll"],
                    ContactEmail = execution.Recipient,
                    OccurredAt = summary.OccurredAt,
                    DetectedAt = summary.Id.CreatedAt,
                },
                cancellationToken);
        }
    }

    private async Task<bool> TryWriteAsync(Versioned<Execution> current, Execution ended, CancellationToken cancellationToken)
    {
        var item = await queue.GetAsync(ended.Owner, ended.ItemId, cancellationToken);
        var changed = item.Value.ExecutionId == ended.Id ? item.Value.Show(ended.Outcome!, clock.GetUtcNow()) : item.Value;
        var entry = new HistoryEntry { At = clock.GetUtcNow(), Actor = HistoryEntry.Program, Change = "outcome", From = item.Value.Status, To = changed.Status, Note = ended.Outcome!.Evidence };
        try
        {
            return await queue.TryUpdateAsync(item, changed, entry, ExecutionRows.Change(current.Value, ended, current.ETag), cancellationToken);
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
