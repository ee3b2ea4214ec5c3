using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Testing.Orchestration;

/// <summary>Small workflows, each for one thing that must be so wherever orchestrations run.</summary>
public static class Flows
{
    /// <summary>Registers them all; their activities want a <see cref="TestLog"/>.</summary>
    public static IServiceCollection AddFlows(this IServiceCollection services, TestLog log) => services
        .AddSingleton(log)
        .AddOrchestrator<Hello>().AddOrchestrator<Steps>().AddOrchestrator<FanOut>().AddOrchestrator<Greedy>().AddOrchestrator<Gated>()
        .AddOrchestrator<Persistent>().AddOrchestrator<Hopeless>().AddOrchestrator<Careful>().AddOrchestrator<Thrower>().AddOrchestrator<Strayed>()
        .AddOrchestrator<Listener>().AddOrchestrator<Both>().AddOrchestrator<FirstOf>().AddOrchestrator<Reporter>().AddOrchestrator<Counter>().AddOrchestrator<Leaver>()
        .AddOrchestrator<Race>().AddOrchestrator<TenDays>().AddOrchestrator<Stable>().AddOrchestrator<Courier>().AddOrchestrator<Stranger>()
        .AddSingleton(new OrchestratorRegistration("Changing", () => log.IsChanged ? new After() : new Before()))
        .AddActivity<Say>().AddActivity<FailsTwice>().AddActivity<Refuses>().AddActivity<Breaks>().AddActivity<Waits>().AddActivity<Huge>().AddActivity<Carry>();
}

/// <summary>One activity.</summary>
public sealed class Hello : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => context.CallActivityAsync<string>(nameof(Say), input);
}

/// <summary>Activities one after the other.</summary>
public sealed class Steps : TaskOrchestrator<int, int>
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

/// <summary>Activities side by side.</summary>
public sealed class FanOut : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input) =>
        string.Join(' ', await Task.WhenAll(Enumerable.Range(0, input).Select(number => context.CallActivityAsync<string>(nameof(Say), $"{number}"))));
}

/// <summary>A long result.</summary>
public sealed class Greedy : TaskOrchestrator<int, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, int input) => context.CallActivityAsync<string>(nameof(Huge), input);
}

/// <summary>An activity in the middle takes as long as the test wants.</summary>
public sealed class Gated : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        await context.CallActivityAsync<string>(nameof(Say), input);
        await context.CallActivityAsync<string>(nameof(Waits), input);
        return await context.CallActivityAsync<string>(nameof(Say), $"{input} done");
    }
}

/// <summary>Brings a value through an activity.</summary>
public sealed class Courier : TaskOrchestrator<Parcel, Parcel>
{
    public override async Task<Parcel> RunAsync(TaskOrchestrationContext context, Parcel input) => await context.CallActivityAsync<Parcel>(nameof(Carry), input);
}

/// <summary>What JSON writers like to write in another way.</summary>
public sealed record Parcel(string Text, DateTimeOffset When, string LooksLikeADate, decimal Amount, IReadOnlyList<int?> Numbers);

public sealed class Say(TestLog log) : TaskActivity<string, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string input)
    {
        log.Add(context.InstanceId, input);
        return Task.FromResult($"Hello {input}");
    }
}

public sealed class Waits(TestLog log) : TaskActivity<string, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, string input)
    {
        log.Add(context.InstanceId, $"waits {input}");
        await log.Opened(context.InstanceId);
        return input;
    }
}

public sealed class Huge : TaskActivity<int, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, int input) => Task.FromResult(new string('x', input));
}

public sealed class Carry : TaskActivity<Parcel, Parcel>
{
    public override Task<Parcel> RunAsync(TaskActivityContext context, Parcel input) => Task.FromResult(input);
}
