using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Storage.Queues;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Commands to the Durable extension, by way of the queue <c>orchestrations</c>: safe once the call returns, done soon after. It is read over HTTP.</summary>
/// <remarks>
/// So a call cannot know what became of its command: an event for an instance that has ended is logged by
/// <see cref="CommandOrchestrationsTrigger"/> instead of thrown here. Reading needs the extension's address and key, which only
/// that function is told; <see cref="ExtensionAccess"/> passes them on.
/// </remarks>
internal sealed partial class HostedTaskClient(QueueServiceClient queues, ExtensionReads reads, TimeProvider clock) : DurableTaskClient
{
    private readonly QueueClient queue = queues.GetQueueClient(OrchestrationCommand.Queue);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

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
        reads.FindAsync(Checked(instanceId), getInputsAndOutputs, cancellation);

    public override IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => AllAsync(filter ?? new());

    public override Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery filter, int size, string? after, CancellationToken cancellation = default) =>
        reads.ListAsync(filter, size, after, cancellation);

    public override Task<OrchestrationHistory?> GetHistoryAsync(string instanceId, CancellationToken cancellation = default) => reads.HistoryAsync(Checked(instanceId), cancellation);

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation = default)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            var found = await reads.FindAsync(Checked(instanceId), withInput: true, cancellation) ?? throw new NotFoundException($"There is no instance {instanceId}.");
            if (found.IsCompleted)
            {
                return found;
            }

            await Task.Delay(pause, clock, cancellation);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,100}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex InstanceId();

    private static string Checked(string instanceId) => InstanceId().IsMatch(instanceId)
        ? instanceId
        : throw new ValidationException("instance_id", "An instance id has at most 100 letters, digits, - and _.");

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), CaseyJson.Options);

    private async IAsyncEnumerable<OrchestrationMetadata> AllAsync(OrchestrationQuery filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const int PageSize = 100;
        for (string? next = null; ;)
        {
            var page = await reads.ListAsync(filter, PageSize, next, cancellationToken);
            foreach (var instance in page.Items)
            {
                yield return instance;
            }

            if ((next = page.Next) is null)
            {
                yield break;
            }
        }
    }

    private async Task SendAsync(OrchestrationCommand command, CancellationToken cancellationToken)
    {
        Checked(command.InstanceId);
        if (!exists)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken);
            exists = true;
        }

        await queue.SendMessageAsync(command.Encode(), cancellationToken: cancellationToken);
    }
}
