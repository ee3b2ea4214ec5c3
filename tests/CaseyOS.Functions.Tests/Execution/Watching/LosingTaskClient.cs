using Azure;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Tests.Execution.Watching;

/// <summary>Loses the first start, as if the program had died just before it.</summary>
internal sealed class LosingTaskClient(DurableTaskClient real) : DurableTaskClient
{
    private int starts;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        Interlocked.Increment(ref starts) == 1 ? throw new RequestFailedException(503, "The power was cut.") : real.ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, options, cancellation);

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        real.RaiseEventAsync(instanceId, eventName, eventPayload, cancellation);

    public override Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        real.GetInstanceAsync(instanceId, getInputsAndOutputs, cancellation);

    public override IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => real.GetAllInstancesAsync(filter);

    public override Task TerminateInstanceAsync(string instanceId, object? output = null, CancellationToken cancellation = default) =>
        real.TerminateInstanceAsync(instanceId, output, cancellation);

    public override Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default) => real.PurgeInstanceAsync(instanceId, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation = default) =>
        real.WaitForInstanceCompletionAsync(instanceId, cancellation);

    public override Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery filter, int size, string? after, CancellationToken cancellation = default) =>
        real.ListInstancesAsync(filter, size, after, cancellation);

    public override Task<OrchestrationHistory?> GetHistoryAsync(string instanceId, CancellationToken cancellation = default) =>
        real.GetHistoryAsync(instanceId, cancellation);
}
