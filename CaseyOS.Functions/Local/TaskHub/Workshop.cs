using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>What all passes of one hub share.</summary>
internal sealed class Workshop(TaskHubStore store, DurableTasks tasks, Hints hints, Completions completions, TaskHubOptions options, TimeProvider clock, ILogger logger) : IDisposable
{
    /// <summary>Tells this hub from every other, also from an earlier one of the same process.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    public TaskHubStore Store => store;

    public DurableTasks Tasks => tasks;

    public Hints Hints => hints;

    public Completions Completions => completions;

    public TaskHubOptions Options => options;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;

    /// <summary>Bounds what goes on with storage and the processor.</summary>
    public SemaphoreSlim Turns { get; } = new(options.MaxTurns);

    /// <summary>Bounds activities.</summary>
    public SemaphoreSlim Activities { get; } = new(options.MaxActivities);

    /// <summary>Until when an instance taken now is ours.</summary>
    public DateTimeOffset LeaseEnd => clock.GetUtcNow() + options.Lease;

    public void Dispose()
    {
        Turns.Dispose();
        Activities.Dispose();
    }
}
