using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Orchestrations;

/// <summary>Repeats what it was given, then waits for a word.</summary>
internal sealed class WaitsForWord : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        await context.CallActivityAsync<string>(nameof(RepeatsWord), input);
        return await context.WaitForExternalEvent<string>("word");
    }
}

internal sealed class RepeatsWord : TaskActivity<string, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult(input);
}

internal static class WordFlows
{
    public static IServiceCollection AddWords(this IServiceCollection services) => services.AddOrchestrator<WaitsForWord>().AddActivity<RepeatsWord>();
}
