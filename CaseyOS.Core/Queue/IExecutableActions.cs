namespace CaseyOS.Core.Queue;

/// <summary>Tells which action types can be executed, so that the page offers "Execute" only where something happens.</summary>
public interface IExecutableActions
{
    /// <summary>Whether a handler exists for <paramref name="action"/>.</summary>
    bool CanExecute(ActionType action);
}
