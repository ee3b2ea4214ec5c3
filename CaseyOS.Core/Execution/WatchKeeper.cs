namespace CaseyOS.Core.Executions;

/// <summary>Writes what is known of an execution that nobody performs any more, whoever else writes at the same time.</summary>
public sealed class WatchKeeper(ExecutionStore executions)
{
    private const int Tries = 20;

    /// <summary>Changes an execution.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">Decides anew when somebody else was faster; null, or the same, leaves it as it is.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>As it is now.</returns>
    public async Task<Execution> ChangeAsync(OwnerId owner, ExecutionId id, Func<Execution, Execution?> change, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var current = await executions.GetAsync(owner, id, cancellationToken);
            // A performer writes the row by its lease, and would not see what was written beside it.
            var next = current.Value.Status.IsUnderWay() ? null : change(current.Value);
            if (next is null || next == current.Value)
            {
                return current.Value;
            }

            if (await executions.TryUpdateAsync(current, next, cancellationToken) is { } saved)
            {
                return saved.Value;
            }
        }

        throw new ConflictException("conflict", "The execution keeps changing; try again.", TimeSpan.FromSeconds(1));
    }
}
