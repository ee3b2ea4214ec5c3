using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>
/// Performs the moves of some action types. Adding one is one class and one registration. Every method but
/// <see cref="ComposeAsync"/> may be called again after a crash at any point, and must then find what it did before.
/// What is done outside HubSpot also implements <see cref="ILoggedHandler"/>.
/// </summary>
public interface IActionHandler
{
    /// <summary>The action types that it performs.</summary>
    IReadOnlySet<ActionType> Actions { get; }

    /// <summary>Whether its effect can be undone.</summary>
    Reversibility Reversibility { get; }

    /// <summary>The step after which the effect exists on the outside, for the audit and for whoever reads the code.</summary>
    string PointOfNoReturn { get; }

    /// <summary>What its effect is called.</summary>
    EffectWords Words { get; }

    /// <summary>What would be done. May read outside, has no effect there, stores nothing.</summary>
    /// <exception cref="ValidationException">Something that the action needs is missing or wrong; names the field.</exception>
    Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the effect, once: when <see cref="Execution.Attempts"/> is above 1 or an answer got lost, it looks for the
    /// effect before it repeats it.
    /// </summary>
    Task<Performed> PerformAsync(Execution execution, CancellationToken cancellationToken);

    /// <summary>Takes the effect back.</summary>
    /// <returns>Null when nothing of it is left; else how it comes that it cannot be undone.</returns>
    Task<Sighting.Sent?> UndoAsync(Execution execution, CancellationToken cancellationToken);
}

/// <summary>Whether an effect can be taken back.</summary>
public enum Reversibility
{
    /// <summary>It can be made as if it had never been.</summary>
    Reversible,

    /// <summary>Something can be done against it, but others may have seen it.</summary>
    Compensable,

    /// <summary>It cannot be taken back.</summary>
    Irreversible,
}
