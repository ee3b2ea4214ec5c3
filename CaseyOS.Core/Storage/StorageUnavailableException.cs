using Azure;

namespace CaseyOS.Core.Storage;

/// <summary>
/// Storage did not answer, or answered that it cannot now (408, 429, 5xx), and the retries that are safe are used up.
/// It is transient: the same operation may succeed a moment later.
/// </summary>
/// <remarks>
/// An insert, transaction, conditional write or queue send whose answer was lost is not repeated by the client:
/// <see cref="MayHaveHappened"/> is then true and the caller decides. Operations are idempotent by key, so the usual answer
/// is to read the row again, or to let the queue deliver the work once more.
/// </remarks>
public sealed class StorageUnavailableException(int status, string message, string? errorCode, bool mayHaveHappened, Exception? innerException)
    : RequestFailedException(status, message, errorCode, innerException)
{
    /// <summary>True when the request may have taken effect although its answer did not arrive.</summary>
    public bool MayHaveHappened { get; } = mayHaveHappened;
}
