namespace CaseyOS.Core.Storage.Queues;

/// <summary>The error codes of the Queue service that our code asks for by name.</summary>
public static class QueueErrorCode
{
    /// <summary>404: there is no such queue.</summary>
    public const string QueueNotFound = "QueueNotFound";

    /// <summary>404: the message is gone: deleted or expired.</summary>
    public const string MessageNotFound = "MessageNotFound";

    /// <summary>400: somebody took the message since; the receipt is void.</summary>
    public const string PopReceiptMismatch = "PopReceiptMismatch";

    /// <summary>409: the queue is being deleted; its name is free again after some seconds.</summary>
    public const string QueueBeingDeleted = "QueueBeingDeleted";
}
