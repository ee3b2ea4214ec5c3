using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Testing.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Core.Tests.Orchestration;

/// <summary>The executor alone, in memory.</summary>
public sealed class ExecutorSetting : ModelSetting
{
    private readonly ServiceProvider services;
    private readonly DurableTasks tasks;

    public ExecutorSetting()
    {
        services = new ServiceCollection().AddFlows(Log).AddSingleton<DurableTasks>().BuildServiceProvider();
        tasks = services.GetRequiredService<DurableTasks>();
    }

    public override ValueTask DisposeAsync() => services.DisposeAsync();

    protected override Task<TurnResult> TurnAsync(ModelInstance instance, IReadOnlyList<HistoryEvent> news) =>
        Task.FromResult(OrchestrationExecutor.Execute(tasks.FindOrchestrator(instance.Name)!, instance.Id, instance.Past, news));

    protected override async Task<HistoryEvent> RunAsync(ModelInstance instance, ScheduleTask task)
    {
        var result = await tasks.RunActivityAsync(new(task.Name, instance.Id), task.Input);
        return result.Failure is { } failure ? new TaskFailed(Now, task.Id, failure) : new TaskCompleted(Now, task.Id, result.Result);
    }
}
