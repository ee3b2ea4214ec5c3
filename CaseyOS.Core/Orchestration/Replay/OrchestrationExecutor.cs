namespace CaseyOS.Core.Orchestration.Replay;

/// <summary>Runs one turn of an orchestration: history in, actions out. The same history gives the same actions.</summary>
public static class OrchestrationExecutor
{
    /// <summary>Replays what is past, then goes on with what is new.</summary>
    /// <param name="orchestrator">A fresh orchestrator.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="past">Events of the turns that ended.</param>
    /// <param name="news">Events of this turn; the first says what time it is.</param>
    /// <param name="longestTimer">Whoever keeps the timers cannot keep longer ones: these become several in a row. None is too long when left out.</param>
    /// <returns>What is to be done; the end of the run included, when it failed too.</returns>
    public static TurnResult Execute(ITaskOrchestrator orchestrator, string instanceId, IEnumerable<HistoryEvent> past, IEnumerable<HistoryEvent> news, TimeSpan? longestTimer = null)
    {
        var thread = new TurnThread();
        using var _ = thread.Enter();
        var turn = new Turn(orchestrator, new ReplayContext(instanceId, thread, longestTimer));
        try
        {
            turn.Apply(past, isReplaying: true);
            turn.Apply(news, isReplaying: false);
            return turn.Finish();
        }
        catch (NonDeterministicOrchestrationException defect)
        {
            return turn.Fail(defect);
        }
    }

    private sealed class Turn(ITaskOrchestrator orchestrator, ReplayContext context)
    {
        private Task<object?>? run;
        private ExecutionTerminated? terminated;

        public void Apply(IEnumerable<HistoryEvent> events, bool isReplaying)
        {
            context.Replay(isReplaying);
            foreach (var happened in events)
            {
                if (happened is ExecutionStarted started)
                {
                    context.Start(started);
                    run = StartAsync(started);
                }
                else if (happened is ExecutionTerminated end)
                {
                    terminated = end;
                }
                else
                {
                    context.Apply(happened);
                }

                context.Thread.RunPosted();
            }
        }

        // Async, so that wrong input and an orchestrator that throws at once fail the task as any later failure does.
        private async Task<object?> StartAsync(ExecutionStarted started) =>
            await orchestrator.RunAsync(context, TaskJson.Read(started.Input, orchestrator.InputType));

        public TurnResult Finish()
        {
            if (terminated is not null)
            {
                return End(OrchestrationRuntimeStatus.Terminated, terminated.Output);
            }

            if (run is null)
            {
                return Fail(new InvalidOperationException("The history has no start."));
            }

            if (context.Thread.WasLeft || (!run.IsCompleted && !context.IsWaiting))
            {
                return Fail(new InvalidOperationException(
                    $"Orchestrator '{context.Name}' awaits something that is not its context's. Call activities, timers and events of the context only, and do everything else in an activity."));
            }

            return run switch
            {
                { IsCompleted: false } => context.Result(null),
                { IsCompletedSuccessfully: true } when context.Anew is { } anew =>
                    context.Result(new(context.NextId, OrchestrationRuntimeStatus.ContinuedAsNew, anew.Input, CarryoverEvents: anew.Carryover())),
                { IsCompletedSuccessfully: true } => End(OrchestrationRuntimeStatus.Completed, TaskJson.Write(run.GetAwaiter().GetResult())),
                _ => Fail(run.Exception?.InnerException ?? new TaskCanceledException(run)),
            };
        }

        public TurnResult Fail(Exception exception) => End(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.From(exception));

        // A run that did not end by itself decides nothing more.
        private TurnResult End(OrchestrationRuntimeStatus status, string? result, TaskFailureDetails? failure = null)
        {
            var end = new CompleteOrchestration(context.NextId, status, result, failure);
            return status == OrchestrationRuntimeStatus.Completed ? context.Result(end) : new([end], context.CustomStatus);
        }
    }
}
