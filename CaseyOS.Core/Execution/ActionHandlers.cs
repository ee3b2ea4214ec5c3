using System.Collections.Frozen;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>The registered handlers by action type.</summary>
public sealed class ActionHandlers(IEnumerable<IActionHandler> handlers) : IExecutableActions
{
    private readonly FrozenDictionary<ActionType, IActionHandler> byAction =
        handlers.SelectMany(handler => handler.Actions, (handler, action) => KeyValuePair.Create(action, handler)).ToFrozenDictionary();

    /// <inheritdoc/>
    public bool CanExecute(ActionType action) => byAction.ContainsKey(action);

    /// <summary>The handler of <paramref name="action"/>.</summary>
    /// <exception cref="ValidationException">There is none yet.</exception>
    public IActionHandler For(ActionType action) => byAction.GetValueOrDefault(action)
        ?? throw new ValidationException("action_type", "CaseyOS cannot do this kind of move for you yet. Do it yourself and mark the move as done.");
}
