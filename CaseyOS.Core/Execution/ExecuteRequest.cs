namespace CaseyOS.Core.Executions;

/// <summary>The wish to execute a move.</summary>
/// <param name="Sender">Who wishes it.</param>
/// <param name="Item">Which move.</param>
/// <param name="Mode">Draft or send.</param>
/// <param name="Overrides">What the user changed in the preview.</param>
/// <param name="ConfirmToken">From the preview.</param>
/// <param name="IdempotencyKey">Names this wish, so that its repetition is recognised.</param>
/// <param name="WhenLimited">What happens when a limit is reached.</param>
public sealed record ExecuteRequest(
    Sender Sender, QueueItemId Item, ExecutionMode Mode, ActionOverrides? Overrides, string? ConfirmToken, string IdempotencyKey, WhenLimited WhenLimited = WhenLimited.Refuse)
{
    /// <summary>Same for the same wish. The token is left out: it proves the wish and is no part of it.</summary>
    internal string Hash => Executions.ConfirmToken.Hash(new { Item, Mode, Overrides });
}

/// <summary>What happens to an execution for which a limit leaves no room.</summary>
public enum WhenLimited
{
    /// <summary>It is refused, with the time at which there is room.</summary>
    Refuse,

    /// <summary>It is accepted and done when there is room.</summary>
    Queue,
}
