using CaseyOS.Core.Accounts;

namespace CaseyOS.Core.Audits;

/// <summary>What admins do to the installation, with an entry before and one after it.</summary>
public sealed class AuditedChanges(AuditLog audit, TimeProvider clock)
{
    /// <summary>Does <paramref name="work"/>; nothing is done that is not written first, and a failure is written too.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="change">Its two names, as in "terminating" and "terminated".</param>
    /// <param name="target">Upon what.</param>
    /// <param name="reason">Why, in his words.</param>
    /// <param name="work">The change.</param>
    /// <param name="cancellationToken">Ends it early, but for the entry after it.</param>
    public async Task<T> RunAsync<T>(string actor, AuditedChange change, string target, string? reason, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await WriteAsync(change.Before, reason, cancellationToken);
        T done;
        try
        {
            done = await work(cancellationToken);
        }
        catch (Exception failure)
        {
            await WriteAsync($"{change.Before}_failed", failure is CaseyOsException told ? told.Message : failure.GetType().Name, CancellationToken.None);
            throw;
        }

        await WriteAsync(change.After, reason, CancellationToken.None);
        return done;

        Task WriteAsync(string what, string? result, CancellationToken token) =>
            audit.WriteAsync(OwnerId.System, new() { At = clock.GetUtcNow(), Actor = actor, What = what, Target = target, Result = result }, token);
    }
}

/// <summary>What a change is called before and after it.</summary>
public sealed record AuditedChange(string Before, string After)
{
    /// <summary>An orchestration is ended by hand.</summary>
    public static AuditedChange Termination { get; } = new("orchestration_terminating", "orchestration_terminated");

    /// <summary>A message that failed too often gets another chance.</summary>
    public static AuditedChange Retry { get; } = new("poison_retrying", "poison_retried");

    /// <summary>A message that failed too often is thrown away.</summary>
    public static AuditedChange Discard { get; } = new("poison_discarding", "poison_discarded");
}
