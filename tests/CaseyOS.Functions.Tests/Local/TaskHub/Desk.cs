using System.Collections.Concurrent;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>Where the test decides how each run of activity <c>Work</c> ends.</summary>
internal sealed class Desk
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Outcome>> open = new(StringComparer.Ordinal);

    public ActivityRegistration Work => new("Work", _ => new WorkActivity(this));

    /// <param name="input">The activity's input as JSON: an id that tells each call from every other.</param>
    public void End(string input, Outcome outcome) => Of(input.Trim('"')).SetResult(outcome);

    /// <summary>The same, when it has begun and has not been told yet.</summary>
    public void EndIfOpen(string input, Outcome outcome)
    {
        if (open.TryGetValue(input.Trim('"'), out var run))
        {
            run.TrySetResult(outcome);
        }
    }

    private TaskCompletionSource<Outcome> Of(string input) => open.GetOrAdd(input, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class WorkActivity(Desk desk) : TaskActivity<string, string>
    {
        public override async Task<string> RunAsync(TaskActivityContext context, string input)
        {
            var outcome = await desk.Of(input).Task;
            desk.open.TryRemove(input, out _); // the next try of the same call is another run
            return outcome.Failed ? throw Failure(outcome) : outcome.Text;
        }

        private static Exception Failure(Outcome outcome) => outcome.ForGood ? new ValidationException("work", outcome.Text) : new InvalidOperationException(outcome.Text);
    }
}

/// <summary>How an activity ends.</summary>
internal sealed record Outcome(string Text, bool Failed = false, bool ForGood = false);
