using System.Text.Json.Nodes;

namespace CaseyOS.Functions.Local;

/// <summary>Runs one timer function by its schedule; never twice at once.</summary>
internal sealed partial class TimerPump(FunctionFile function, FunctionCaller caller, TimeProvider clock, ILogger logger)
{
    private readonly Schedule schedule = Schedule.Parse(function.Schedule!);

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        var due = schedule.Next(clock.GetUtcNow());
        while (due is { } time)
        {
            await WaitUntilAsync(time, cancellationToken);
            var next = schedule.Next(clock.GetUtcNow());
            await CallAsync(last, time, next, cancellationToken);
            last = time;

            // A run that outlasted its schedule is followed at once by one that is past due; several missed ones are one.
            due = next < clock.GetUtcNow() ? next : schedule.Next(clock.GetUtcNow());
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        // A timer may fire a little early; a run before its time would be repeated.
        for (var wait = time - clock.GetUtcNow(); wait > TimeSpan.Zero; wait = time - clock.GetUtcNow())
        {
            await Task.Delay(wait < TimeSpan.FromHours(1) ? wait : TimeSpan.FromHours(1), clock, cancellationToken);
        }
    }

    private async Task CallAsync(DateTimeOffset? last, DateTimeOffset due, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        try
        {
            await caller.CallAsync(function, Payload(last, next, clock.GetUtcNow() - due > TimeSpan.FromSeconds(1)), [], cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            Log.Unreachable(logger, exception, function.Name);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TooLong(logger, function.Name);
        }
    }

    private static JsonObject Payload(DateTimeOffset? last, DateTimeOffset? next, bool late) => new()
    {
        ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
        ["ScheduleStatus"] = new JsonObject
        {
            ["Last"] = last ?? default(DateTimeOffset),
            ["Next"] = next,
            ["LastUpdated"] = last ?? default(DateTimeOffset),
        },
        ["IsPastDue"] = late,
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Function} could not be called")]
        public static partial void Unreachable(ILogger logger, Exception exception, string function);

        [LoggerMessage(LogLevel.Warning, "{Function} did not end within the function time-out")]
        public static partial void TooLong(ILogger logger, string function);
    }
}
