namespace CaseyOS.Core.Executions;

/// <summary>A handler whose effect lies in the user's mailbox and may change there.</summary>
public interface IDraftHandler : ILoggedHandler
{
    /// <summary>Looks at what became of the draft.</summary>
    Task<Sighting> LookAsync(Execution execution, CancellationToken cancellationToken);
}
