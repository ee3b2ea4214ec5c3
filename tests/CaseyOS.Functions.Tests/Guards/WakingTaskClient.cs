using System.Collections.Concurrent;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>Notes who was woken, and runs nothing.</summary>
internal sealed class WakingTaskClient : DurableTaskClient
{
    public ConcurrentQueue<string> Woken { get; } = new();

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) => Task.FromResult(options?.InstanceId ?? "");

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        Woken.Enqueue(instanceId);
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => throw new NotSupportedException();

    public override Task TerminateInstanceAsync(string instanceId, object? output = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery filter, int size, string? after, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationHistory?> GetHistoryAsync(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();
}
