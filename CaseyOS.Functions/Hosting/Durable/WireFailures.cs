using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Failure details, which nest.</summary>
internal static class WireFailures
{
    public static TaskFailureDetails Read(Wire.TaskFailureDetails? wire) => wire is null
        ? new("Unknown", "The Durable extension gave no details.")
        : new(wire.ErrorType, wire.ErrorMessage, wire.StackTrace, wire.InnerFailure is { } inner ? Read(inner) : null, wire.IsNonRetriable);

    public static Wire.TaskFailureDetails? Write(TaskFailureDetails? failure) => failure is null
        ? null
        : new()
        {
            ErrorType = failure.ErrorType,
            ErrorMessage = failure.ErrorMessage,
            StackTrace = failure.StackTrace,
            InnerFailure = Write(failure.InnerFailure),
            IsNonRetriable = failure.IsNonRetriable,
        };
}
