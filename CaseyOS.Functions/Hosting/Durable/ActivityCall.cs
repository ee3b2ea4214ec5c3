using System.Text.Json;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>One call of an activity by the Durable extension. A failure is answered in the envelope, since the extension drops error bodies.</summary>
internal static partial class ActivityCall
{
    public static async Task RunAsync(HttpContext context, string name)
    {
        var ended = await RunActivityAsync(context, name);
        if (ended.Failure is { } failure)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger($"CaseyOS.{name}");
            Log.Failed(logger, name, failure.ErrorType, failure.ErrorMessage);
        }

        await context.Response.WriteAsJsonAsync(new InvocationAnswer(new(StringComparer.Ordinal), [], ActivityEnvelope.Seal(ended)), InvocationAnswer.Options);
    }

    private static async Task<ActivityResult> RunActivityAsync(HttpContext context, string name)
    {
        string? input;
        TaskActivityContext caller;
        try
        {
            using var payload = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            input = ActivityPayload.Input(InvocationPayload.Data(payload));
            caller = new(name, ActivityPayload.InstanceId(payload));
        }
        catch (JsonException exception)
        {
            // The same call would come again in the same shape.
            return new(null, TaskFailureDetails.From(exception) with { IsNonRetriable = true });
        }

        return await context.RequestServices.GetRequiredService<DurableTasks>().RunActivityAsync(caller, input);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Activity {Activity} failed with {ErrorType}: {ErrorMessage}")]
        public static partial void Failed(ILogger logger, string activity, string errorType, string errorMessage);
    }
}
