using CaseyOS.Core;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Testing.Orchestration;

/// <summary>An activity that succeeds at the third try.</summary>
public sealed class Persistent : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
        context.CallActivityAsync<string>(nameof(FailsTwice), input, new(new RetryPolicy(5, TimeSpan.FromSeconds(10), 2)));
}

/// <summary>An activity that says at once that trying again is pointless.</summary>
public sealed class Hopeless : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
        context.CallActivityAsync<string>(nameof(Refuses), input, new(new RetryPolicy(5, TimeSpan.FromSeconds(10))));
}

/// <summary>Says which activity failed and why.</summary>
public sealed class Careful : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        try
        {
            return await context.CallActivityAsync<string>(input);
        }
        catch (TaskFailedException failed)
        {
            var details = failed.FailureDetails;
            return $"{failed.TaskName}: {details.ErrorType}: {details.ErrorMessage} / {details.InnerFailure?.ErrorMessage} / {details.IsNonRetriable}";
        }
    }
}

/// <summary>Fails by itself.</summary>
public sealed class Thrower : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => throw new InvalidOperationException(input, new TimeoutException("slow"));
}

/// <summary>Awaits what is not its context's.</summary>
public sealed class Stranger : TaskOrchestrator<string, string>
{
    private static readonly TaskCompletionSource<string> Never = new();

    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        await context.CallActivityAsync<string>(nameof(Say), input);
        return await Never.Task;
    }
}

/// <summary>Leaves its turn's thread.</summary>
public sealed class Strayed : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
        await Task.Run(() => context.CallActivityAsync<string>(nameof(Say), input));
}

/// <summary>Two versions of one orchestrator, as a careless change would make them.</summary>
public sealed class Before : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        await context.CallActivityAsync<string>(nameof(Say), "old");
        return await context.WaitForExternalEvent<string>("word");
    }
}

/// <summary>The later one.</summary>
public sealed class After : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        await context.CallActivityAsync<string>(nameof(Huge), 1);
        return await context.WaitForExternalEvent<string>("word");
    }
}

public sealed class FailsTwice(TestLog log) : TaskActivity<string, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string input)
    {
        log.Add(context.InstanceId, input);
        return log.Of(context.InstanceId).Count < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("at last");
    }
}

public sealed class Refuses(TestLog log) : TaskActivity<string?, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string? input)
    {
        log.Add(context.InstanceId, "refused");
        throw new ValidationException("input", "never");
    }
}

public sealed class Breaks : TaskActivity<string?, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string? input) =>
        throw new ConnectorException("hubspot", "There is no such item.", 404, inner: new TimeoutException("slow"));
}
