namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>
/// Asked at the last moment before a call that changes something outside. It stands behind the rate limits and retries, so
/// that a call which waited for its turn is asked too. Without one every call may go.
/// </summary>
public interface IEffectGate
{
    /// <summary>Returns when the call may go out; throws when it must not, and then nothing has been sent.</summary>
    ValueTask PassAsync(CancellationToken cancellationToken);
}
