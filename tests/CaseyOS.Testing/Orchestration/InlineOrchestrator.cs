using CaseyOS.Core.Orchestration;

namespace CaseyOS.Testing.Orchestration;

/// <summary>An orchestrator written where it is tested.</summary>
public sealed class InlineOrchestrator(Func<TaskOrchestrationContext, Task<string>> run) : TaskOrchestrator<string?, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string? input) => run(context);
}
