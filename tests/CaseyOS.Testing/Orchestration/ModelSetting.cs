using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Testing.Orchestration;

/// <summary>Instances in memory, as simple as can be. Who runs turns and activities is what distinguishes the settings made of it.</summary>
public abstract class ModelSetting : OrchestrationSetting
{
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(20);
    private readonly Dictionary<string, ModelInstance> instances = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Instance, int Generation, int Task), Task<HistoryEvent>> running = [];

    protected DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <summary>Runs a turn.</summary>
    protected abstract Task<TurnResult> TurnAsync(ModelInstance instance, IReadOnlyList<HistoryEvent> news);

    /// <summary>Runs an activity and gives its report.</summary>
    protected abstract Task<HistoryEvent> RunAsync(ModelInstance instance, ScheduleTask task);

    public override Task StartAsync(string id, string orchestrator, object? input)
    {
        var instance = instances[id] = new(id, orchestrator);
        instance.Start(Now, Json(input));
        return Task.CompletedTask;
    }

    public override Task RaiseAsync(string id, string name, object? payload) => ArriveAsync(id, new EventRaised(Now, name, Json(payload)));

    public override Task TerminateAsync(string id, object? output) => ArriveAsync(id, new ExecutionTerminated(Now, Json(output)));

    public override async Task<OrchestrationMetadata?> FindAsync(string id)
    {
        if (!instances.TryGetValue(id, out var instance))
        {
            return null;
        }

        await WorkAsync(instance);
        return new(instance.Name, id)
        {
            RuntimeStatus = instance.IsFinished ? instance.Last!.End!.Status : OrchestrationRuntimeStatus.Running,
            CreatedAt = Clock.Start,
            LastUpdatedAt = Clock.GetUtcNow(),
            SerializedInput = instance.Input,
            SerializedOutput = instance.IsFinished ? instance.Last!.End!.Result : null,
            SerializedCustomStatus = instance.Last!.CustomStatus,
            FailureDetails = instance.Last.End?.Failure,
            HistoryLength = instance.Past.Count,
        };
    }

    public override async Task PassAsync(TimeSpan time)
    {
        var until = Clock.GetUtcNow() + time;
        foreach (var instance in instances.Values)
        {
            await WorkAsync(instance);
        }

        while (NextTimer() is var (instance, timer) && timer.FireAt <= until.UtcDateTime)
        {
            Clock.SetUtcNow(new(timer.FireAt));
            instance.Arrive(new TimerFired(Now, timer.Id));
            await WorkAsync(instance);
        }

        Clock.SetUtcNow(until);
    }

    private Task ArriveAsync(string id, HistoryEvent happened)
    {
        if (!instances[id].IsFinished)
        {
            instances[id].Arrive(happened);
        }

        return Task.CompletedTask;
    }

    // Until nothing is left to do but to wait for an activity that takes its time.
    private async Task WorkAsync(ModelInstance instance)
    {
        while (!instance.IsFinished)
        {
            await RunActivitiesAsync(instance);
            if (!instance.HasNews)
            {
                return;
            }

            var news = instance.Begin(Now);
            instance.Take(Now, news, await TurnAsync(instance, news));
        }
    }

    private async Task RunActivitiesAsync(ModelInstance instance)
    {
        var tasks = instance.Activities.Values
            .Select(task => (Key: (instance.Id, instance.Generation, task.Id), Task: task))
            .Select(one => running.TryGetValue(one.Key, out var begun) ? begun : running[one.Key] = RunAsync(instance, one.Task))
            .ToList();
        if (tasks.Count > 0 && !instance.HasNews)
        {
            await Task.WhenAny([.. tasks, Task.Delay(ShortPause)]);
        }

        foreach (var ended in tasks.Where(task => task.IsCompleted))
        {
            instance.Arrive(await ended);
        }
    }

    private (ModelInstance Instance, CreateTimer Timer)? NextTimer() => instances.Values
        .Where(instance => !instance.IsFinished)
        .SelectMany(instance => instance.Timers.Values.Select(timer => ((ModelInstance, CreateTimer)?)(instance, timer)))
        .MinBy(one => one!.Value.Item2.FireAt);

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), CaseyJson.Options);
}
