namespace CaseyOS.Core.Executions;

/// <summary>A handler whose effect is made elsewhere and is then told to HubSpot. Its results are <see cref="LoggedResult"/>s.</summary>
public interface ILoggedHandler : IActionHandler
{
    /// <summary>Tells HubSpot; again and again is the same as once.</summary>
    /// <returns>The execution's result with what HubSpot said.</returns>
    Task<LoggedResult> LogAsync(Execution execution, CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="LogAsync"/> told HubSpot.</summary>
    Task UnlogAsync(Execution execution, CancellationToken cancellationToken);
}
