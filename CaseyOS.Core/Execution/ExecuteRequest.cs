namespace CaseyOS.Core.Executions;

/// <summary>The wish to execute a move.</summary>
/// <param name="Sender">Who wishes it.</param>
/// <param name="Item">Which move.</param>
/// <param name="Mode">Draft or send.</param>
/// <param name="Overrides">What the user changed in the preview.</param>
/// <param name="ConfirmToken">From the preview.</param>
/// <param name="IdempotencyKey">Names this wish, so that its repetition is recognised.</param>
public sealed record ExecuteRequest(
    Sender Sender, QueueItemId Item, ExecutionMode Mode, ActionOverrides? Overrides, string? ConfirmToken, string IdempotencyKey)
{
    /// <summary>Same for the same wish. The token is left out: it proves the wish and is no part of it.</summary>
    internal string Hash => Executions.ConfirmToken.Hash(new { Item, Mode, Overrides?.Subject, Overrides?.Body, Overrides?.DueAt });
}
