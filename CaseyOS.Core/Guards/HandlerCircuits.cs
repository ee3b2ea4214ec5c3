using System.Collections.Concurrent;
using CaseyOS.Core.Executions;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Guards;

/// <summary>
/// One circuit per handler: five failures in a row open it, for a minute everything is refused at once, then one execution
/// tries. It spares a service in trouble and the user the waiting. Per instance, since each sees its own failures.
/// </summary>
public sealed partial class HandlerCircuits(TimeProvider clock, ILogger<HandlerCircuits> logger)
{
    private const int Failures = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, Circuit> circuits = new(StringComparer.Ordinal);

    /// <summary>Lets an execution pass.</summary>
    /// <exception cref="CircuitOpenException">It must wait.</exception>
    public void Pass(IActionHandler handler)
    {
        lock (gate)
        {
            var circuit = Of(handler);
            if (circuit.OpenUntil is not { } until)
            {
                return;
            }

            var now = clock.GetUtcNow();
            if (now < until)
            {
                throw new CircuitOpenException(until - now);
            }

            // This one tries. Should it never report, the next may a minute later.
            circuits[Name(handler)] = circuit with { OpenUntil = now + Pause, Probing = true };
        }
    }

    /// <summary>
    /// What an execution that passed has shown. A service that answers is well, also when it refuses: that closes the circuit.
    /// Only what it does not answer is a failure. Of one that was not asked nothing is known, so the next execution may try.
    /// </summary>
    public void Report(IActionHandler handler, ServiceState service)
    {
        lock (gate)
        {
            var circuit = Of(handler);
            circuits[Name(handler)] = service switch
            {
                ServiceState.Answered => Circuit.Closed,
                ServiceState.Down => Failed(Name(handler), circuit.Failures + 1),
                _ => circuit.Probing ? circuit with { OpenUntil = clock.GetUtcNow(), Probing = false } : circuit,
            };
        }
    }

    /// <summary>Where a handler's circuit stands.</summary>
    public CircuitState State(IActionHandler handler)
    {
        lock (gate)
        {
            var (failures, until, probing) = Of(handler);
            var state = until is null ? "closed" : probing || clock.GetUtcNow() >= until ? "half_open" : "open";
            return new(Name(handler), [.. handler.Actions.Order()], state, failures, state == "open" ? until : null);
        }
    }

    private Circuit Failed(string handler, int failures)
    {
        if (failures < Failures)
        {
            return new(failures, null, Probing: false);
        }

        Log.Opened(logger, handler, failures);
        return new(failures, clock.GetUtcNow() + Pause, Probing: false);
    }

    private Circuit Of(IActionHandler handler) => circuits.GetValueOrDefault(Name(handler), Circuit.Closed);

    private static string Name(IActionHandler handler) => handler.GetType().Name.Replace("Handler", "", StringComparison.Ordinal).ToLowerInvariant();

    private sealed record Circuit(int Failures, DateTimeOffset? OpenUntil, bool Probing)
    {
        public static Circuit Closed { get; } = new(0, null, Probing: false);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Circuit of handler {Handler} opened after {Failures} failures in a row")]
        public static partial void Opened(ILogger logger, string handler, int failures);
    }
}

/// <summary>A handler has failed too often; it is left alone for a moment.</summary>
public sealed class CircuitOpenException(TimeSpan retryAfter)
    : CaseyOsException("circuit_open", $"This kind of action has failed several times in a row, so it pauses for {Math.Ceiling(retryAfter.TotalSeconds)} seconds. Nothing was done; try again then.")
{
    /// <summary>How long the pause lasts.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
