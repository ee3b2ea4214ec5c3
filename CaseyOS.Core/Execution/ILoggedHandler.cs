namespace CaseyOS.Core.Executions;

/// <summary>A handler whose effect is made elsewhere and is then told to HubSpot, and which may change afterwards: a draft.</summary>
public interface ILoggedHandler : IActionHandler
{
    /// <summary>Tells HubSpot; again and again is the same as once.</summary>
    /// <returns>The execution's result with what HubSpot said.</returns>
    Task<MailResult> LogAsync(Execution execution, CancellationToken cancellationToken);

    /// <summary>Looks at what became of the effect.</summary>
    Task<Sighting> LookAsync(Execution execution, CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="LogAsync"/> told HubSpot.</summary>
    Task UnlogAsync(Execution execution, CancellationToken cancellationToken);
}
