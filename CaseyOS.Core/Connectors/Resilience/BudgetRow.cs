namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>What one instance may use, or has used, of a limit that all instances share.</summary>
/// <param name="By">The block's own name.</param>
/// <param name="Until">Until when it is used; afterwards it counts for one more period.</param>
/// <param name="Calls">Calls of any kind.</param>
/// <param name="Searches">Searches among them.</param>
internal sealed record BudgetClaim(string By, DateTimeOffset Until, int Calls, int Searches);

/// <summary>The shared limit as it is stored.</summary>
/// <param name="Day">The day that <paramref name="UsedToday"/> counts.</param>
/// <param name="UsedToday">Calls claimed on that day and not given back.</param>
/// <param name="Claims">Claims that still count.</param>
internal sealed record BudgetState(DateOnly Day, long UsedToday, IReadOnlyList<BudgetClaim> Claims)
{
    public static BudgetState Empty { get; } = new(default, 0, []);
}

/// <summary>Where the shared limit is kept: read, and written only as long as nobody else did.</summary>
internal interface IBudgetRow
{
    Task<(BudgetState State, string? Version)> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The new version; null when somebody was first.</summary>
    Task<string?> TryWriteAsync(BudgetState state, string? version, CancellationToken cancellationToken);
}
