using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>
/// The life of an execution from its reservation to the follow-up: perform, tell HubSpot, wait for the sending, wait for the
/// answer, record, follow up. The execution's row is the truth: every activity reads it, does its step if that is still called
/// for, writes it, and answers where things stand. So a lost or doubled event, a repeated activity and a second start change nothing.
/// </summary>
/// <remarks>
/// Instances run for weeks. An incompatible change (another order of activities or timers, another input or result) is a new
/// class with a suffix; this one stays until its last instance has ended.
/// </remarks>
public sealed class ExecuteAndWatch : TaskOrchestrator<WatchInput, Standing>
{
    /// <summary>The event that says: the row has changed, look at it.</summary>
    public const string Changed = "changed";

    // Whatever an activity cannot do now, it can do later: storage is away, HubSpot's key was withdrawn, a defect is repaired.
    private static readonly TaskOptions Patiently = new(new RetryPolicy(60, TimeSpan.FromSeconds(5), 2, TimeSpan.FromHours(6)));

    /// <inheritdoc/>
    public override async Task<Standing> RunAsync(TaskOrchestrationContext context, WatchInput input)
    {
        var stands = await CallAsync(context, nameof(PerformExecution), input);
        while (stands.IsUnderWay)
        {
            // The request performs it under its lease, or Gmail does not say whether the draft exists.
            await WaitAsync(context, stands);
            stands = await CallAsync(context, nameof(PerformExecution), input);
        }

        while (!stands.HasEnded)
        {
            await WaitAsync(context, stands);
            stands = await CallAsync(context, Next(stands, Now(context)), input);
        }

        if (stands.EndedBecause == WatchEnd.NoResponse)
        {
            stands = await CallAsync(context, nameof(CreateFollowUp), input);
        }

        while (stands.TellAt is not null)
        {
            await WaitAsync(context, stands);
            stands = await CallAsync(context, nameof(TellCrm), input);
        }

        return stands;
    }

    private static string Next(Standing stands, DateTimeOffset now) => stands switch
    {
        { TellAt: { } tell } when tell <= now => nameof(TellCrm),
        _ when stands.NextCheck > now => nameof(ReadExecution), // somebody called
        { State: WatchState.WaitingForSending } => stands.IsOver(now) ? nameof(RecordDraftAbandoned) : nameof(LookAtDraft),
        _ => stands.IsOver(now) ? nameof(RecordNoResponse) : nameof(CheckForReplies),
    };

    private static Task<Standing> CallAsync(TaskOrchestrationContext context, string activity, WatchInput input) =>
        context.CallActivityAsync<Standing>(activity, input with { At = Now(context) }, Patiently);

    private static DateTimeOffset Now(TaskOrchestrationContext context) => new(context.CurrentUtcDateTime);

    // Until it is time for something, or somebody calls.
    private static async Task WaitAsync(TaskOrchestrationContext context, Standing stands)
    {
        using var stop = new CancellationTokenSource();
        var changed = context.WaitForExternalEvent<object?>(Changed, stop.Token);
        var due = context.CreateTimer(stands.WakeAt(Now(context)).UtcDateTime, stop.Token);
        await Task.WhenAny(changed, due);
        stop.Cancel();
    }
}
