using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Reads where things stand, after an event said that they changed.</summary>
public sealed class ReadExecution(ExecutionStore executions) : TaskActivity<WatchInput, Standing>
{
    /// <inheritdoc/>
    public override async Task<Standing> RunAsync(TaskActivityContext context, WatchInput input) =>
        Standing.Of((await executions.GetAsync(input.Owner, input.Execution, CancellationToken.None)).Value);
}
