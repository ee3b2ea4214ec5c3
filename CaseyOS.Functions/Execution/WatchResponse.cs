using CaseyOS.Core.Executions;

namespace CaseyOS.Functions.Execution;

/// <summary>Where the watch over an execution stands. Times are UTC; <c>waiting_for</c> is a sentence without them.</summary>
public sealed record WatchResponse(
    WatchState State,
    string? WaitingFor,
    DateTimeOffset? Until,
    DateTimeOffset? NextCheck,
    WatchEnd? EndedBecause,
    DateTimeOffset? EndedAt,
    string? ExtendedBecause,
    IReadOnlyList<WatchNote> Timeline)
{
    internal static WatchResponse From(Core.Executions.Execution execution)
    {
        var watch = execution.Watch;
        return new(watch.State, WaitingForWhat(execution), watch.Until, watch.NextCheck, watch.EndedBecause, watch.EndedAt, watch.ExtendedBecause, watch.Timeline);
    }

    private static string? WaitingForWhat(Core.Executions.Execution execution) => execution.Watch.State switch
    {
        WatchState.Performing when execution.Status == ExecutionStatus.Queued => "Room within the hourly limit.",
        WatchState.Performing when execution.Status == ExecutionStatus.Sending => "Gmail to send it.",
        WatchState.Performing when execution.Status == ExecutionStatus.Withdrawing => "Gmail to delete the draft; it will not be sent.",
        WatchState.Holding => "Its time to go out; until then you can call it off.",
        WatchState.Performing => execution.Content switch
        {
            PreviewedMail => "The draft is being made.",
            PreviewedMeeting => "The invitation is being sent.",
            _ => "HubSpot to take it.",
        },
        WatchState.TellingCrm => "HubSpot is being told.",
        WatchState.WaitingForSending => "You to send the draft.",
        WatchState.WaitingForReply when execution.Content is PreviewedMeeting meeting => $"An answer to the invitation from {meeting.ToName ?? meeting.To}.",
        WatchState.WaitingForReply => $"An answer from {execution.Mail.ToName ?? execution.Mail.To}.",
        _ => null,
    };
}
