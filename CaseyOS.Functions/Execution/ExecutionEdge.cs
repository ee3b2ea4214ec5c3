using CaseyOS.Core.Executions;

namespace CaseyOS.Functions.Execution;

/// <summary>Registers what the endpoints of executions need, and the timer that makes up for lost starts.</summary>
internal static class ExecutionEdge
{
    public static IServiceCollection AddExecutionEdge(this IServiceCollection services) =>
        services.AddSingleton<IConfirmTokenProtector, ConfirmTokenProtector>()
            .AddSingleton<DryRuns>()
            .AddScoped<ExecuteAnswers>()
            .AddTrigger<Outcomes.DetectOutcomesTrigger>("DetectOutcomes");
}
