using System.Globalization;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Outcomes;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Ends the wait for an answer when its time is over and a last look into the conversation, or the calendar, finds none.</summary>
public sealed class RecordNoResponse(Looks looks, MissedReplies replies, MeetingAnswers meetings, ExecutionStore executions, SilenceRecorder silence) : TaskActivity<WatchInput, Standing>
{
    /// <inheritdoc/>
    public override async Task<Standing> RunAsync(TaskActivityContext context, WatchInput input)
    {
        await silence.CompleteAsync(input.Owner, input.Execution, CancellationToken.None);
        return await looks.RunAsync(input, WatchState.WaitingForReply, async (current, now) =>
        {
            await replies.TakeInAsync(current.Value, CancellationToken.None);
            await meetings.TakeInAsync(current.Value, CancellationToken.None);
            var seen = (await executions.GetAsync(input.Owner, input.Execution, CancellationToken.None)).Value;
            return seen.Watch.State == WatchState.WaitingForReply && seen.Watch.Until <= now
                ? await silence.RecordAsync(seen, OutcomeType.NoResponse, now, seen.Content is PreviewedMeeting ? $"Nobody answered the invitation within {Length(seen)}." : $"Nobody answered within {Length(seen)} of its sending.", CancellationToken.None)
                : seen;
        });
    }

    private static string Length(Execution execution) => (execution.Watch.Until!.Value - (execution.SentAt ?? execution.FinishedAt ?? execution.StartedAt)) switch
    {
        { TotalDays: >= 2 } time => Text(time.TotalDays, "days"),
        { TotalHours: >= 2 } time => Text(time.TotalHours, "hours"),
        var time => Text(time.TotalMinutes, "minutes"),
    };

    private static string Text(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(count, 1)} {unit}");
}
