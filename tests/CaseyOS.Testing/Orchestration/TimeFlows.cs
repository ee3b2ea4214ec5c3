using CaseyOS.Core.Orchestration;

namespace CaseyOS.Testing.Orchestration;

/// <summary>An event against a timer.</summary>
public sealed class Race : TaskOrchestrator<TimeSpan, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, TimeSpan input)
    {
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(input, stop.Token);
        var answer = context.WaitForExternalEvent<string>("answer");
        if (await Task.WhenAny(answer, timer) == timer)
        {
            return "time";
        }

        stop.Cancel();
        return await answer;
    }
}

/// <summary>Waits longer than a queue can hide a message, unless it is told to stop.</summary>
public sealed class TenDays : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        using var stop = new CancellationTokenSource();
        var stopped = context.WaitForExternalEvent<object?>("stop");
        var timer = context.CreateTimer(TimeSpan.FromDays(10), stop.Token);
        if (await Task.WhenAny(stopped, timer) == timer)
        {
            return context.CurrentUtcDateTime.ToString("O");
        }

        stop.Cancel();
        return timer.IsCanceled ? "stopped" : "still waiting";
    }
}

/// <summary>What must be the same at every replay.</summary>
public sealed class Stable : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        var (id, began) = (context.NewGuid(), context.CurrentUtcDateTime);
        await context.CallActivityAsync<string>(nameof(Say), $"{id} {began:O}");
        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        return $"{id} {began:O}|{context.NewGuid()} {context.CurrentUtcDateTime - began >= TimeSpan.FromHours(1)}";
    }
}
