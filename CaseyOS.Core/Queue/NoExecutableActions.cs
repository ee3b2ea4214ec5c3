namespace CaseyOS.Core.Queue;

/// <summary>Without the execution feature nothing can be executed, and the page says so.</summary>
internal sealed class NoExecutableActions : IExecutableActions
{
    public bool CanExecute(ActionType action) => false;
}
