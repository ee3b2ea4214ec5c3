using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>Small workflows, each for one thing that a hub must do.</summary>
internal static class Flows
{
    public static IServiceCollection AddFlows(this IServiceCollection services) => services
        .AddOrchestrator<Hello>().AddOrchestrator<Patient>().AddOrchestrator<Race>().AddOrchestrator<Listener>().AddOrchestrator<Counter>()
        .AddOrchestrator<TenDays>().AddOrchestrator<Gated>().AddOrchestrator<FanOut>().AddOrchestrator<Greedy>().AddOrchestrator<Steps>()
        .AddOrchestrator<Both>()
        .AddActivity<Say>().AddActivity<FailsTwice>().AddActivity<Waits>().AddActivity<Huge>();
}

internal sealed class Hello : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => context.CallActivityAsync<string>(nameof(Say), input);
}

internal sealed class Patient : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
        context.CallActivityAsync<string>(nameof(FailsTwice), input, new(new RetryPolicy(5, TimeSpan.FromSeconds(1))));
}

internal sealed class Race : TaskOrchestrator<TimeSpan, string>
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

#pragma warning disable CA1849, MA0042 // CancelAsync would leave the turn's thread
        stop.Cancel();
#pragma warning restore CA1849, MA0042
        return await answer;
    }
}

internal sealed class Listener : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        var heard = new List<string>();
        while (heard.Count < input)
        {
            heard.Add(await context.WaitForExternalEvent<string>("word"));
            context.SetCustomStatus(heard.Count);
        }

        return string.Join(' ', heard);
    }
}

internal sealed class Counter : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input)
    {
        if (input == 3)
        {
            return input;
        }

        await context.WaitForExternalEvent<string>("next");
        await context.CallActivityAsync<string>(nameof(Say), $"round {input}");
        context.ContinueAsNew(input + 1);
        return -1;
    }
}

internal sealed class TenDays : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        await context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None);
        return context.CurrentUtcDateTime.ToString("O");
    }
}

internal sealed class Gated : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        await context.CallActivityAsync<string>(nameof(Say), input);
        await context.CallActivityAsync<string>(nameof(Waits), input);
        return await context.CallActivityAsync<string>(nameof(Say), $"{input} done");
    }
}

internal sealed class FanOut : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input) =>
        (await Task.WhenAll(Enumerable.Range(0, input).Select(number => context.CallActivityAsync<string>(nameof(Say), $"{context.InstanceId} {number}")))).Length;
}

internal sealed class Greedy : TaskOrchestrator<int, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, int input) => context.CallActivityAsync<string>(nameof(Huge), input);
}

internal sealed class Steps : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input)
    {
        for (var step = 0; step < input; step++)
        {
            await context.CallActivityAsync<string>(nameof(Say), $"{context.InstanceId} {step}");
        }

        return input;
    }
}

internal sealed class Both : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        var waits = context.CallActivityAsync<string>(nameof(Waits), "slow");
        return await context.WaitForExternalEvent<string>("word") + " " + await waits;
    }
}

internal sealed class Say(TestLog log) : TaskActivity<string, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string input)
    {
        log.Add(input);
        return Task.FromResult($"Hello {input}");
    }
}

internal sealed class FailsTwice(TestLog log) : TaskActivity<string, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string input)
    {
        log.Add(input);
        return log.Entries.Count < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("at last");
    }
}

internal sealed class Waits(TestLog log) : TaskActivity<string, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, string input)
    {
        log.Add($"waits {input}");
        await log.Gate.Task;
        return input;
    }
}

internal sealed class Huge : TaskActivity<int, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, int input) => Task.FromResult(new string('x', input));
}

/// <summary>Two versions of one orchestrator, as a careless change would make them.</summary>
internal sealed class Before : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        await context.CallActivityAsync<string>(nameof(Say), "old");
        return await context.WaitForExternalEvent<string>("word");
    }
}

internal sealed class After : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        await context.CallActivityAsync<int>(nameof(Huge), 1);
        return await context.WaitForExternalEvent<string>("word");
    }
}
