namespace CaseyOS.Core;

/// <summary>Every failure that a user can meet: a stable <see cref="Code"/> for programs and a sentence for people.</summary>
/// <remarks>The HTTP edge maps these to problem details in one place; anything else is a defect (500).</remarks>
public abstract class CaseyOsException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Machine-readable cause, for example <c>invalid_transition</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>Input that cannot be accepted. <see cref="Errors"/> names each field and what it wants.</summary>
public sealed class ValidationException(IReadOnlyDictionary<string, string[]> errors)
    : CaseyOsException("validation", string.Join(" ", errors.SelectMany(field => field.Value)))
{
    /// <summary>One field is wrong.</summary>
    public ValidationException(string field, string message)
        : this(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] })
    {
    }

    /// <summary>Messages by field, in the wire's spelling (<c>due_by</c>, not <c>DueBy</c>).</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}

/// <summary>The thing asked for does not exist, or belongs to someone else: the two are not told apart.</summary>
public sealed class NotFoundException(string message) : CaseyOsException("not_found", message);

/// <summary>Whoever asks may not do this, and signing in again would not help.</summary>
public sealed class ForbiddenException(string message) : CaseyOsException("forbidden", message);

/// <summary>The request is understood but the present state forbids it.</summary>
/// <param name="code">For example <c>invalid_transition</c>, <c>already_executing</c>, <c>stale_preview</c>.</param>
/// <param name="message">What stands in the way and what to do, in one sentence.</param>
/// <param name="retryAfter">When trying again makes sense, if it does.</param>
public sealed class ConflictException(string code, string message, TimeSpan? retryAfter = null)
    : CaseyOsException(code, message)
{
    /// <summary>When trying again makes sense, if it does.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>A service outside (HubSpot, Google) refused or failed.</summary>
public sealed class ConnectorException(
    string provider, string message, int? status = null, bool isTransient = false, TimeSpan? retryAfter = null, Exception? inner = null)
    : CaseyOsException("connector", message, inner)
{
    /// <summary><c>hubspot</c> or <c>google</c>.</summary>
    public string Provider { get; } = provider;

    /// <summary>The HTTP status, or null when no answer came.</summary>
    public int? Status { get; } = status;

    /// <summary>Whether the same call may succeed later (408, 429, 5xx, network).</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>How long the service asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>A connection needs the user: the grant is missing, revoked, or lacks a scope.</summary>
public sealed class ReconnectRequiredException(string provider, string message) : CaseyOsException("reconnect_required", message)
{
    /// <summary><c>hubspot</c> or <c>google</c>.</summary>
    public string Provider { get; } = provider;
}
