using System.Text.Json;
using System.Text.RegularExpressions;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Storage.Queues;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Commands to the Durable extension, by way of the queue <c>orchestrations</c>: safe once the call returns, done soon after.</summary>
/// <remarks>
/// So a call cannot know what became of its command: an event for an instance that has ended is logged by
/// <see cref="CommandOrchestrationsTrigger"/> instead of thrown here. Nothing can be read: the key of the extension's API
/// reaches only that function, which runs on other instances than the pages do.
/// </remarks>
internal sealed partial class HostedTaskClient(QueueServiceClient queues, TimeProvider clock) : DurableTaskClient
{
    private readonly QueueClient queue = queues.GetQueueClient(OrchestrationCommand.Queue);
    private bool exists;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var instanceId = options?.InstanceId ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        await SendAsync(new(OrchestrationCommandKind.Start, instanceId, orchestratorName.Name, Json(input)), cancellation);
        return instanceId;
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        SendAsync(new(OrchestrationCommandKind.Raise, instanceId, eventName, Json(eventPayload)), cancellation);

    public override Task TerminateInstanceAsync(string instanceId, object? output = null, CancellationToken cancellation = default) =>
        SendAsync(new(OrchestrationCommandKind.Terminate, instanceId, Payload: Json(output)), cancellation);

    /// <summary>Asks for it; true says that the command is on its way.</summary>
    public override async Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default)
    {
        await SendAsync(new(OrchestrationCommandKind.Purge, instanceId), cancellation);
        return true;
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw CannotRead();

    public override IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => throw CannotRead();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation = default) => throw CannotRead();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,100}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex InstanceId();

    private static NotSupportedException CannotRead() =>
        new("Under the Functions host orchestrations can be started, told, ended and purged, but not read: their state belongs to the Durable extension.");

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), CaseyJson.Options);

    private async Task SendAsync(OrchestrationCommand command, CancellationToken cancellationToken)
    {
        if (!InstanceId().IsMatch(command.InstanceId))
        {
            throw new ValidationException("instance_id", "An instance id has at most 100 letters, digits, - and _.");
        }

        if (!exists)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken);
            exists = true;
        }

        await queue.SendMessageAsync(command.Encode(), cancellationToken: cancellationToken);
    }
}
