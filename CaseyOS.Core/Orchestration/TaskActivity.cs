namespace CaseyOS.Core.Orchestration;

/// <summary>One step of an orchestration, as whoever runs it sees it. It may do anything, and may be run more than once.</summary>
public interface ITaskActivity
{
    /// <summary>What it takes.</summary>
    Type InputType { get; }

    /// <summary>Runs it.</summary>
    Task<object?> RunAsync(TaskActivityContext context, object? input);
}

/// <summary>One step of an orchestration: all reading, writing and calling happens in activities. At least once.</summary>
/// <typeparam name="TInput">What it takes, as JSON; ids rather than data.</typeparam>
/// <typeparam name="TOutput">What it returns, as JSON.</typeparam>
public abstract class TaskActivity<TInput, TOutput> : ITaskActivity
{
    Type ITaskActivity.InputType => typeof(TInput);

    /// <summary>Does the step. An exception is a failed task.</summary>
    public abstract Task<TOutput> RunAsync(TaskActivityContext context, TInput input);

    async Task<object?> ITaskActivity.RunAsync(TaskActivityContext context, object? input) => await RunAsync(context, (TInput)input!);
}

/// <summary>For whom an activity runs.</summary>
/// <param name="Name">The activity.</param>
/// <param name="InstanceId">The orchestration that called it.</param>
public sealed record TaskActivityContext(TaskName Name, string InstanceId);
