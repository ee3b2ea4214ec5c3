namespace CaseyOS.Core.Orchestration;

/// <summary>A workflow, as the executor sees it.</summary>
public interface ITaskOrchestrator
{
    /// <summary>What it takes.</summary>
    Type InputType { get; }

    /// <summary>Runs it from its beginning; what happened already is replayed by the context.</summary>
    Task<object?> RunAsync(TaskOrchestrationContext context, object? input);
}

/// <summary>
/// A workflow that survives crashes because it can be replayed: it must do the same every time for the same history. So no
/// clock but the context's, no reading or writing, no injected service, and it awaits nothing but what the context gave it.
/// </summary>
/// <typeparam name="TInput">What it takes, as JSON; ids rather than data.</typeparam>
/// <typeparam name="TOutput">What it returns, as JSON.</typeparam>
public abstract class TaskOrchestrator<TInput, TOutput> : ITaskOrchestrator
{
    Type ITaskOrchestrator.InputType => typeof(TInput);

    /// <summary>The workflow.</summary>
    public abstract Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input);

    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input) => await RunAsync(context, (TInput)input!);
}
