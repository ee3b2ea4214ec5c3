using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using CaseyOS.Testing.Orchestration;

namespace CaseyOS.Core.Tests.Execution.Watching;

/// <summary>One run of the orchestration whose activities the test answers; every turn replays from the beginning.</summary>
internal sealed class WatchRun
{
    private readonly ModelHub hub = new(() => new ExecuteAndWatch());
    private readonly List<string> called = [];

    public WatchRun()
    {
        hub.Start(new WatchInput(new OwnerId("casey"), new ExecutionId(Guid.Parse("01900000-0000-7000-8000-000000000001"))));
        Note();
    }

    /// <summary>Every activity that was called, in order.</summary>
    public IReadOnlyList<string> Called => called;

    public DateTimeOffset Now => new(hub.Now);

    /// <summary>How it ended; null while it has not.</summary>
    public CompleteOrchestration? End => hub.End is { } end ? new(end.Status, end.Result) : null;

    /// <summary>When it goes on by itself.</summary>
    public DateTimeOffset? WaitsUntil => hub.Activities.Count > 0 || hub.Timers.Count == 0 ? null : new(hub.Timers.Values.Last().FireAt);

    /// <summary>The activity that is under way answers.</summary>
    public WatchRun Answer(string activity, Standing stands)
    {
        var (id, task) = Assert.Single(hub.Activities);
        Assert.Equal(activity, task.Name);
        hub.Complete(id, System.Text.Json.JsonSerializer.Serialize(stands, CaseyJson.Options)).Turn();
        Note();
        return this;
    }

    public WatchRun Fail(string activity)
    {
        var (id, task) = Assert.Single(hub.Activities);
        Assert.Equal(activity, task.Name);
        hub.Fail(id, "Storage is away.").Turn();
        return this;
    }

    /// <summary>Time passes until the newest timer.</summary>
    public WatchRun Pass()
    {
        Assert.Empty(hub.Activities);
        hub.Fire(hub.Timers.Keys.Max()).Turn();
        Note();
        return this;
    }

    /// <summary>Somebody says that the row has changed.</summary>
    public WatchRun Change()
    {
        hub.Raise(ExecuteAndWatch.Changed, null).Turn();
        Note();
        return this;
    }

    private void Note() => called.AddRange(hub.Last.Actions.OfType<Core.Orchestration.Replay.ScheduleTask>().Select(task => task.Name));

    public sealed record CompleteOrchestration(OrchestrationRuntimeStatus Status, string? Result);
}
