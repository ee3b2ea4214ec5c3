using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>The moves that follow a mail without an answer: one per execution, few per contact and deal, in widening gaps, in the same conversation.</summary>
public sealed class FollowUps(
    QueueStore queue, CommandQueue moves, FollowUpCounts counts, SuppressionList suppressed, SignalIntake intake, IOptions<ExecutionOptions> options, TimeProvider clock)
{
    /// <summary>Type of the signal that proposes one.</summary>
    public const string SignalType = "no_response";

    /// <summary>Proposes the follow-up of an execution. Again is the same as once: its signal has the same hash.</summary>
    /// <returns>What was decided, in a sentence.</returns>
    public async Task<string> ProposeAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution.Content is PreviewedMeeting)
        {
            return "No follow-up: the invitation still stands in their calendar.";
        }

        if (await suppressed.FindAsync(execution.Owner, execution.Mail.To, cancellationToken) is { } stop)
        {
            return $"No follow-up: {stop.Explain(execution.Mail.To)}";
        }

        if (await OpenMoveAsync(execution, cancellationToken) is { } open)
        {
            return $"No follow-up: \"{open.Title}\" is open already.";
        }

        if (await counts.TakeAsync(execution, options.Value.MaxFollowUps, cancellationToken) is not { } number)
        {
            return "No follow-up: enough of them went unanswered.";
        }

        var answered = (await queue.GetAsync(execution.Owner, execution.ItemId, cancellationToken)).Value;
        await intake.EnsureAsync(cancellationToken);
        await intake.SendAsync([FollowUpSignal.Of(execution, answered, AppearsAt(execution, number), clock.GetUtcNow(), SignalId.New(clock))], cancellationToken: cancellationToken);
        return $"Follow-up {number} of {options.Value.MaxFollowUps} proposed.";
    }

    /// <summary>Takes follow-ups to a person off the page that nobody has decided on yet.</summary>
    public async Task WithdrawAsync(OwnerId owner, string person, string why, CancellationToken cancellationToken)
    {
        foreach (var item in (await queue.ReadOpenAsync(owner, cancellationToken)).Items)
        {
            var reasons = Reasons.Of(item);
            if (!WritesTo(item, person) || reasons.All(reason => reason.SignalType != SignalType))
            {
                continue;
            }

            if (reasons.Count > 1)
            {
                await moves.WeakenAsync(owner, item.Id, new Dictionary<string, string>(StringComparer.Ordinal) { [SignalType] = why }, cancellationToken);
            }
            else if (item.Status is ItemStatus.Pending or ItemStatus.Snoozed)
            {
                // One that the program itself put off was no decision of the user's.
                await moves.ResolveAsync(owner, item.Id, why, cancellationToken, alsoSnoozed: true);
            }
        }
    }

    private DateTimeOffset AppearsAt(Execution execution, int number)
    {
        var gaps = options.Value.FollowUpGaps;
        // The first one appears with the end of the window, however long that is.
        return number == 1 ? execution.Outcome!.OccurredAt : execution.SentAt!.Value + gaps[Math.Min(number, gaps.Count) - 1];
    }

    private async Task<QueueItem?> OpenMoveAsync(Execution execution, CancellationToken cancellationToken) =>
        (await queue.ReadOpenAsync(execution.Owner, cancellationToken)).Items.FirstOrDefault(item =>
            item.SignalHash != FollowUpSignal.Hash(execution.Id) && WritesTo(item, execution.Mail.To));

    private static bool WritesTo(QueueItem item, string person) =>
        item.ActionContext is MailContext { To: { } to } && string.Equals(to.Trim(), person, StringComparison.OrdinalIgnoreCase);
}
