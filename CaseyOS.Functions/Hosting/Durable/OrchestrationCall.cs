using System.Text.Json;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>One turn of an orchestration, called by the Durable extension.</summary>
/// <remarks>
/// The extension takes any answer that is not 2xx for the end of the instance, without a word why. So whatever goes wrong here
/// is answered as a deliberate failure with details. Nothing here can fail for a while only: a turn reads and writes nothing.
/// </remarks>
internal static partial class OrchestrationCall
{
    // A timer of the extension is a hidden queue message, and those come up again after seven days at the latest.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(6);

    public static async Task RunAsync(HttpContext context, OrchestratorRegistration orchestrator)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger($"CaseyOS.{orchestrator.Name}");
        var answer = await AnswerAsync(context.Request.Body, orchestrator, logger, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(new InvocationAnswer(new(StringComparer.Ordinal), [], answer), InvocationAnswer.Options);
    }

    private static async Task<string> AnswerAsync(Stream body, OrchestratorRegistration orchestrator, ILogger logger, CancellationToken cancellationToken)
    {
        var instanceId = "";
        try
        {
            using var payload = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            var turn = DurableProtocol.Read(InvocationPayload.Data(payload));
            instanceId = turn.InstanceId;
            var result = OrchestrationExecutor.Execute(orchestrator.Create(), instanceId, turn.Past, turn.New, LongestTimer);
            if (result.End is { Failure: { } failure })
            {
                Log.Failed(logger, orchestrator.Name, instanceId, failure.ErrorType, failure.ErrorMessage);
            }

            return DurableProtocol.Write(instanceId, result);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            instanceId = (exception as UnsupportedHistoryException)?.InstanceId ?? instanceId;
            Log.Refused(logger, exception, orchestrator.Name, instanceId);
            return DurableProtocol.Write(instanceId, Failed(exception));
        }
    }

    private static TurnResult Failed(Exception exception) =>
        new([new CompleteOrchestration(0, OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.From(exception) with { IsNonRetriable = true })], null);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Orchestration {Orchestration} {InstanceId} failed with {ErrorType}: {ErrorMessage}")]
        public static partial void Failed(ILogger logger, string orchestration, string instanceId, string errorType, string errorMessage);

        [LoggerMessage(LogLevel.Error, "A turn of orchestration {Orchestration} {InstanceId} could not be run; the instance fails")]
        public static partial void Refused(ILogger logger, Exception exception, string orchestration, string instanceId);
    }
}
