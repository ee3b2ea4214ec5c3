using CaseyOS.Core;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

internal sealed record OrchInput(string Item, int? WindowHours = null);

internal sealed record OrchOutcome(string Outcome);

/// <summary>The shape of the recorded instances: activity, timer, event, end.</summary>
internal sealed class Orch : TaskOrchestrator<OrchInput, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, OrchInput input)
    {
        await context.CallActivityAsync<string>("SayHello", input);
        await context.CreateTimer(TimeSpan.FromSeconds(2), CancellationToken.None);
        context.SetCustomStatus("watching");
        return (await context.WaitForExternalEvent<OrchOutcome>("Outcome")).Outcome;
    }
}

/// <summary>Greets, or fails as it is told to.</summary>
internal sealed class SayHello : TaskActivity<OrchInput, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, OrchInput input) => input.Item switch
    {
        "nobody" => throw new ConnectorException("hubspot", "There is no such item.", 404, inner: new TimeoutException("slow")),
        _ => Task.FromResult($"Hello {input.Item} from {context.InstanceId}"),
    };
}

/// <summary>Says which activity failed and why.</summary>
internal sealed class Careful : TaskOrchestrator<OrchInput, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, OrchInput input)
    {
        try
        {
            return await context.CallActivityAsync<string>("SayHello", input);
        }
        catch (TaskFailedException failed)
        {
            var details = failed.FailureDetails;
            return $"{details.ErrorType}: {details.ErrorMessage} / {details.InnerFailure?.ErrorMessage} / {details.IsNonRetriable}";
        }
    }
}

/// <summary>Waits longer than a queue can hide a message.</summary>
internal sealed class Patient : TaskOrchestrator<OrchInput, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, OrchInput input)
    {
        await context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None);
        return "waited";
    }
}
