using System.Net;
using CaseyOS.Core.Storage.Queues;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Hands commands over to the Durable extension, whose key only a function with a <c>durableClient</c> binding gets.</summary>
/// <remarks>
/// A command that cannot be done yet goes back to the queue with a growing pause. One that is refused, or was put back too often,
/// throws: after the host's five tries it lies in the poison queue, where somebody sees it.
/// </remarks>
internal sealed partial class CommandOrchestrationsTrigger(DurableHttpApi api, ExtensionAccess access, QueueServiceClient queues, ILogger<CommandOrchestrationsTrigger> logger) : IDurableQueueTrigger
{
    public const string Function = "CommandOrchestrations";

    /// <inheritdoc/>
    public async Task RunAsync(string messageText, DurableClientBinding client, CancellationToken cancellationToken)
    {
        var command = OrchestrationCommand.Decode(messageText);
        await access.RememberAsync(client, cancellationToken);
        if (command.Kind == OrchestrationCommandKind.Hello)
        {
            return;
        }

        var (result, why) = await TryAsync(command, client, cancellationToken);
        switch (result)
        {
            case CommandResult.Done:
                Log.Done(logger, command.Kind, command.InstanceId, why);
                break;
            case CommandResult.Moot:
                Log.Moot(logger, command.Kind, command.InstanceId, why);
                break;
            case CommandResult.NotYet when command.Attempt < OrchestrationCommand.MaxAttempts:
                Log.NotYet(logger, command.Kind, command.InstanceId, why, command.Attempt);
                await queues.GetQueueClient(OrchestrationCommand.Queue)
                    .SendMessageAsync((command with { Attempt = command.Attempt + 1 }).Encode(), command.Pause, cancellationToken: cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"The Durable extension answered {why} to {command.Kind} of '{command.InstanceId}' after {command.Attempt} attempts before this one.");
        }
    }

    private async Task<(CommandResult Result, string Why)> TryAsync(OrchestrationCommand command, DurableClientBinding client, CancellationToken cancellationToken)
    {
        try
        {
            // The extension would start a second run. Two commands at the same moment still may: see the first activity's duty.
            if (command.Kind == OrchestrationCommandKind.Start && await api.FindAsync(client, command.InstanceId, cancellationToken) is var found and not HttpStatusCode.NotFound)
            {
                var there = CommandResults.Of(command.Kind, found);
                return (there == CommandResult.Done ? CommandResult.Moot : there, Describe(found));
            }

            var status = await api.SendAsync(client, command, cancellationToken);
            return (CommandResults.Of(command.Kind, status), Describe(status));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (CommandResult.NotYet, exception.GetType().Name);
        }
    }

    private static string Describe(HttpStatusCode status) => $"{(int)status}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "{Command} of orchestration {InstanceId} done ({Answer})")]
        public static partial void Done(ILogger logger, OrchestrationCommandKind command, string instanceId, string answer);

        [LoggerMessage(LogLevel.Information, "{Command} of orchestration {InstanceId} had nothing to do: it has ended, is there already or is gone ({Answer})")]
        public static partial void Moot(ILogger logger, OrchestrationCommandKind command, string instanceId, string answer);

        [LoggerMessage(LogLevel.Information, "{Command} of orchestration {InstanceId} cannot be done yet ({Answer}, attempt {Attempt}); it is put back")]
        public static partial void NotYet(ILogger logger, OrchestrationCommandKind command, string instanceId, string answer, int attempt);
    }
}
