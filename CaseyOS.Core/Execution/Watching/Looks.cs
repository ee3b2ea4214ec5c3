using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>What looks into the mailbox have in common: a mailbox that cannot be asked is asked again, and the user sees why.</summary>
public sealed class Looks(ExecutionStore executions, WatchKeeper keeper, WatchPlan plan, TimeProvider clock)
{
    /// <summary>Runs a look, if what it is for is still awaited.</summary>
    /// <param name="input">Which execution.</param>
    /// <param name="state">In which state the look makes sense.</param>
    /// <param name="look">Looks, and answers the execution as it is known then.</param>
    public async Task<Standing> RunAsync(WatchInput input, WatchState state, Func<Versioned<Execution>, DateTimeOffset, Task<Execution>> look)
    {
        var current = await executions.GetAsync(input.Owner, input.Execution, CancellationToken.None);
        if (current.Value.Watch.State != state)
        {
            return Standing.Of(current.Value);
        }

        var now = input.Now(clock);
        try
        {
            return Standing.Of(await look(current, now));
        }
        catch (Exception error) when (error is ConnectorException or ReconnectRequiredException)
        {
            return Standing.Of(await keeper.ChangeAsync(
                input.Owner, input.Execution, seen => seen.Watch.State == state ? plan.Postpone(seen, error.Message, now) : null, CancellationToken.None));
        }
    }
}
