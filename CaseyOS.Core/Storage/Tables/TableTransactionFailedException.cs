using Azure;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>An entity group transaction was refused; nothing of it was applied.</summary>
public sealed class TableTransactionFailedException(int status, string message, string? errorCode, int? failedTransactionActionIndex, Exception? innerException)
    : RequestFailedException(status, message, errorCode, innerException)
{
    /// <summary>Which of the submitted actions was the reason, counted from zero; null when the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; } = failedTransactionActionIndex;
}
