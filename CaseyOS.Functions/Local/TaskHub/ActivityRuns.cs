using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>The activities of one instance that this process runs or has run. They outlive a loss of storage.</summary>
internal sealed class ActivityRuns(string instance, DurableTasks tasks, SemaphoreSlim slots, TimeProvider clock)
{
    private readonly Dictionary<string, Task<News>> runs = new(StringComparer.Ordinal);

    public bool Has(ScheduledActivity activity) => runs.ContainsKey(activity.RowKey);

    public void Start(ScheduledActivity activity, CancellationToken cancellationToken) =>
        runs[activity.RowKey] = Task.Run(() => RunAsync(activity, cancellationToken), cancellationToken);

    /// <summary>What those activities reported that history still waits for.</summary>
    public async Task<IReadOnlyList<News>> EndedAsync(IEnumerable<ScheduledActivity> open)
    {
        List<News> ended = [];
        foreach (var activity in open)
        {
            if (runs.TryGetValue(activity.RowKey, out var run) && run.IsCompleted)
            {
                ended.Add(await run);
            }
        }

        return ended;
    }

    /// <summary>Until one more of them has ended.</summary>
    public Task AnyAsync(IEnumerable<ScheduledActivity> open) => Task.WhenAny(open.Select(activity => runs[activity.RowKey]));

    private async Task<News> RunAsync(ScheduledActivity activity, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var result = await tasks.RunActivityAsync(new(activity.Name, instance), activity.Input);
            return new(activity.RowKey, [EventText.Ended(clock.GetUtcNow().UtcDateTime, activity, result)]);
        }
        finally
        {
            slots.Release();
        }
    }
}
