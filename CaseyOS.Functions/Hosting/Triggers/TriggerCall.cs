using System.Text.Json;
using CaseyOS.Functions.Hosting.Durable;

namespace CaseyOS.Functions.Hosting;

/// <summary>One call of a function by the host: payload in, an object out, whatever happens.</summary>
/// <remarks>The host hangs until the function time-out on an answer that is not a JSON object, and then kills the process.</remarks>
internal static partial class TriggerCall
{
    public static async Task RunAsync(HttpContext context, TriggerRegistration trigger)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger($"CaseyOS.{trigger.Name}");
        try
        {
            using var payload = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            await RunHandlerAsync(context, trigger, payload);
            await AnswerAsync(context, StatusCodes.Status200OK, []);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, exception, trigger.Name);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, [exception.Message]);
        }
    }

    private static async Task RunHandlerAsync(HttpContext context, TriggerRegistration trigger, JsonDocument payload)
    {
        switch (context.RequestServices.GetRequiredService(trigger.Handler))
        {
            case ITimerTrigger timer:
                await RunTimerAsync(context, trigger.Name, timer, InvocationPayload.Timer(InvocationPayload.Data(payload)));
                break;
            case IQueueTrigger queue:
                await RunQueueAsync(context, trigger.Name, InvocationPayload.QueueMessage(InvocationPayload.Data(payload)), queue.RunAsync);
                break;
            case IDurableQueueTrigger durable:
                var client = DurableClientBinding.Read(InvocationPayload.Data(payload, "client"));
                await RunQueueAsync(
                    context, trigger.Name, InvocationPayload.QueueMessage(InvocationPayload.Data(payload, "message")), (text, token) => durable.RunAsync(text, client, token));
                break;
        }
    }

    // After the last try the host moves the message away without saying why.
    private static async Task RunQueueAsync(HttpContext context, string name, string messageText, Func<string, CancellationToken, Task> run)
    {
        try
        {
            await run(messageText, context.RequestAborted);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await context.RequestServices.GetRequiredService<FailureNotes>().NoteAsync(name, messageText, exception, context.RequestAborted);
            throw;
        }
    }

    private static async Task RunTimerAsync(HttpContext context, string name, ITimerTrigger timer, TimerInvocation invocation)
    {
        var beats = context.RequestServices.GetRequiredService<TimerBeats>();
        var start = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        try
        {
            await timer.RunAsync(invocation, context.RequestAborted);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await beats.NoteAsync(name, start, invocation, exception, context.RequestAborted);
            throw;
        }

        await beats.NoteAsync(name, start, invocation, null, context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, int status, string[] logs)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new InvocationAnswer(new(StringComparer.Ordinal), logs, null), InvocationAnswer.Options);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Function {Function} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string function);
    }
}
