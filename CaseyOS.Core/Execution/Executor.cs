using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Groups;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>Previews and executes moves. What is done is what was shown, and it is done once.</summary>
public sealed partial class Executor(
    QueueStore queue,
    ExecutionStore executions,
    ActionHandlers handlers,
    Composer composer,
    Confirmations confirmations,
    FirstResults firstResults,
    ExecutionRunner runner,
    TakeOver takeOver,
    WatchRuns runs,
    ActionSwitch actions,
    LimitBook limits,
    HandlerCircuits circuits,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<Executor> logger)
{
    private const int Tries = 10;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>What executing the move would do, with the token that confirms it. No effect, nothing stored.</summary>
    /// <exception cref="ValidationException">Something that the action needs is missing or wrong.</exception>
    /// <exception cref="NotFoundException">There is no such move.</exception>
    public async Task<Preview> PreviewAsync(Sender sender, QueueItemId id, ExecutionMode mode, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        var item = (await queue.GetAsync(sender.Owner, id, cancellationToken)).Value;
        var composed = await composer.ComposeAsync(item, sender, mode, overrides, cancellationToken);
        var preview = confirmations.Show(item, mode, composed, handlers.For(item.ActionType));
        var stop = await actions.FindStopAsync(cancellationToken);
        return preview with
        {
            Warnings = stop is null ? preview.Warnings : [stop.Explain(), .. preview.Warnings],
            Limits = await limits.ReadAsync(sender.Owner, item.ActionType, cancellationToken),
        };
    }

    /// <summary>Executes the move that the user confirmed, or says what stands in the way.</summary>
    /// <remarks>
    /// Storage: the move unless this process holds it, one transaction to reserve, one for the ids of the effect, one for the
    /// end, and afterwards two requests to start the orchestration. The effect runs on when the caller goes away.
    /// </remarks>
    public async Task<ExecuteAnswer> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        ScriptRules.Check(request.Sender.ByScript, request.Mode);
        if (await actions.FindStopAsync(cancellationToken) is { } stop)
        {
            return await firstResults.FindAsync(request, cancellationToken) ?? throw new ActionsDisabledException(stop);
        }

        KeyMark? expired = null;
        for (var tries = 0; tries < Tries; tries++)
        {
            var held = await FindAsync(request, cancellationToken);
            var handler = handlers.For(held.Value.ActionType);
            ScriptRules.Check(request.Sender.ByScript, request.Mode, handler);
            if (!ItemTransitions.Allows(held.Value.Status, ItemStatus.Executing))
            {
                return await firstResults.FindAsync(request, cancellationToken) ?? Refuse(held.Value);
            }

            var composed = await composer.ComposeAsync(held.Value, request.Sender, request.Mode, request.Overrides, cancellationToken);
            var verdict = confirmations.Judge(request.ConfirmToken, held.Value, request.Mode, composed);
            if (verdict != ConfirmVerdict.Confirmed)
            {
                var preview = confirmations.Show(held.Value, request.Mode, composed, handler);
                return await firstResults.FindAsync(request, cancellationToken)
                    ?? (verdict == ConfirmVerdict.Stale ? new ExecuteAnswer.Stale(preview) : new ExecuteAnswer.NotConfirmed(preview));
            }

            if (composed.Concerns.Any(concern => !concern.Overruled))
            {
                if (await firstResults.FindAsync(request, cancellationToken) is { } first)
                {
                    return first;
                }

                // The mail that came before may be this one, from a click that was faster.
                if ((await queue.FindNewestAsync(held.Value.Owner, held.Value.Id, cancellationToken))?.Value.Version != held.Value.Version)
                {
                    continue;
                }

                Concern.Check(composed.Concerns);
            }

            circuits.Pass(handler);
            Execution? reserved = null;
            try
            {
                reserved = await TakePlaceAsync(request, Plan(request, held.Value, composed), held, expired, cancellationToken);
            }
            catch (RowConflictException taken) when (taken.RowKey == Keys.IdempotencyKey(request.IdempotencyKey))
            {
                if (await firstResults.FindAsync(request, cancellationToken) is { } first)
                {
                    return first;
                }

                expired = await executions.FindKeyAsync(request.Sender.Owner, request.IdempotencyKey, cancellationToken);
            }
            finally
            {
                // Whoever performs nothing now shows nothing: another one may try in his place.
                if (reserved is not { Status: ExecutionStatus.Performing })
                {
                    circuits.Report(handler, ServiceState.NotAsked);
                }
            }

            if (reserved is not null)
            {
                return await AnswerAsync(reserved, held.Value.Version + 1, cancellationToken);
            }
        }

        throw new ConflictException("conflict", "The move keeps changing; try again.", TimeSpan.FromSeconds(1));
    }

    private async Task<Versioned<QueueItem>> FindAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        var held = await queue.GetAsync(request.Sender.Owner, request.Item, cancellationToken);
        if (held.Value is not { Status: ItemStatus.Executing, ExecutionId: { } under })
        {
            return held;
        }

        // Perhaps whoever performs it died: then it is finished here rather than when its orchestration notices.
        // Or another instance has ended it, which this one's copy does not show.
        await takeOver.RunAsync(request.Sender.Owner, under, cancellationToken);
        return await queue.FindNewestAsync(request.Sender.Owner, request.Item, cancellationToken) ?? held;
    }

    private Execution Plan(ExecuteRequest request, QueueItem item, Composed composed)
    {
        var now = clock.GetUtcNow();
        return WatchPlan.Begin(new Execution
        {
            Id = ExecutionId.New(clock),
            Owner = item.Owner,
            ItemId = item.Id,
            ItemTitle = item.Title,
            ActionType = item.ActionType,
            Mode = request.Mode,
            Status = ExecutionStatus.Performing,
            Content = composed.Content,
            Overruled = composed.Overruled,
            NewestInThread = composed.Answered?.Id,
            NewestFromThem = composed.NewestFromThem,
            References = composed.Answered?.References ?? [],
            Contact = item.Contact,
            Deal = item.Deal,
            Company = item.Company,
            ExecutedBy = request.Sender.Email,
            ByScript = request.Sender.ByScript,
            IdempotencyKey = request.IdempotencyKey,
            RequestHash = request.Hash,
            Attempts = 1,
            LeaseUntil = now + options.Value.Lease,
            StartedAt = now,
        });
    }

    private Task<bool> ReserveAsync(
        Execution execution, Versioned<QueueItem> held, KeyMark? expired, SharedChange? place, CancellationToken cancellationToken) => queue.TryUpdateAsync(
        held,
        held.Value with { Status = ItemStatus.Executing, ExecutionId = execution.Id, SnoozedUntil = null },
        new HistoryEntry
        {
            At = execution.StartedAt,
            Actor = execution.ExecutedBy,
            Change = "executing",
            From = held.Value.Status,
            To = ItemStatus.Executing,
            Note = execution.Mode == ExecutionMode.Send ? $"Sending to {execution.Mail.ToName ?? "the contact"} confirmed." : $"{execution.Content.Label} confirmed.",
        },
        ExecutionRows.Add(execution, expired),
        place,
        cancellationToken);

    // Reserved with its place within the limits; queued where there is none and the user wishes it; null when the move was changed first.
    private async Task<Execution?> TakePlaceAsync(
        ExecuteRequest request, Execution execution, Versioned<QueueItem> held, KeyMark? expired, CancellationToken cancellationToken)
    {
        try
        {
            var zone = request.Sender.TimeZone;
            return await limits.ReserveAsync(execution, zone, place => ReserveAsync(execution, held, expired, place, cancellationToken), cancellationToken) ? execution : null;
        }
        catch (RateLimitedException full) when (request.WhenLimited == WhenLimited.Queue)
        {
            // It takes its place when there is room, not now.
            var queued = WatchPlan.Begin(execution with { Status = ExecutionStatus.Queued, LeaseUntil = full.NextAt });
            return await ReserveAsync(queued, held, expired, place: null, cancellationToken) ? queued : null;
        }
    }

    private async Task<ExecuteAnswer> AnswerAsync(Execution execution, long version, CancellationToken cancellationToken)
    {
        Log.Reserved(logger, execution.Id, execution.ItemId);
        if (execution.Status == ExecutionStatus.Queued)
        {
            Log.Queued(logger, execution.Id, execution.LeaseUntil!.Value);
            await runs.TryStartAsync(execution.Owner, execution.Id);
            return new ExecuteAnswer.GoesOn(execution, (await queue.GetAsync(execution.Owner, execution.ItemId, cancellationToken)).Value);
        }

        var performing = runner.Begin(new Lease(queue, executions, clock, execution).Seen(version));
        try
        {
            execution = await performing.WaitAsync(options.Value.AnswerWithin, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            Log.GoesOn(logger, execution.Id);
        }

        var item = (await queue.GetAsync(execution.Owner, execution.ItemId, cancellationToken)).Value;
        return execution.Status.IsUnderWay() ? new ExecuteAnswer.GoesOn(execution, item) : new ExecuteAnswer.Ended(execution, item);
    }

    private static ExecuteAnswer Refuse(QueueItem item) =>
        item.Status == ItemStatus.Executing ? new ExecuteAnswer.Busy(Soon) : new ExecuteAnswer.Refused(item.Status);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Execution {Execution} of move {Item} reserved")]
        public static partial void Reserved(ILogger logger, ExecutionId execution, QueueItemId item);

        [LoggerMessage(LogLevel.Information, "Execution {Execution} waits for room within its limit until {At}")]
        public static partial void Queued(ILogger logger, ExecutionId execution, DateTimeOffset at);

        [LoggerMessage(LogLevel.Information, "Execution {Execution} takes longer than a request; it goes on")]
        public static partial void GoesOn(ILogger logger, ExecutionId execution);
    }
}
