using Azure;

namespace CaseyOS.Core.Executions;

/// <summary>Which wish an idempotency key stands for.</summary>
/// <param name="Execution">Its first execution.</param>
/// <param name="RequestHash">Hash of the wish.</param>
/// <param name="At">When it was used.</param>
/// <param name="ETag">Version of its row.</param>
internal sealed record KeyMark(ExecutionId Execution, string RequestHash, DateTimeOffset At, ETag ETag);
