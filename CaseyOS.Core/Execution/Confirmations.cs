using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>Hands out previews with their tokens, and judges tokens that come back.</summary>
public sealed class Confirmations(IConfirmTokenProtector protector, TimeProvider clock)
{
    /// <summary>The preview of a mail, with a token that confirms exactly this.</summary>
    public Preview Show(QueueItem item, ExecutionMode mode, Composed composed, IActionHandler handler)
    {
        var token = ConfirmToken.For(item, mode, composed, clock.GetUtcNow() + ConfirmToken.Lifetime);
        var (reversible, what) = mode == ExecutionMode.Send && handler is ISendingHandler sending
            ? (Reversibility.Irreversible, sending.WhatSendingDoes)
            : (handler.Reversibility, handler.Words.WhatHappens);
        return new Preview(composed.Content, mode, reversible != Reversibility.Irreversible, what, composed.Warnings, protector.Protect(token), token.ExpiresAt)
        {
            Reversibility = reversible,
            Concerns = composed.Concerns,
        };
    }

    /// <summary>Whether <paramref name="token"/> confirms that <paramref name="composed"/> be done.</summary>
    public ConfirmVerdict Judge(string? token, QueueItem item, ExecutionMode mode, Composed composed) =>
        string.IsNullOrEmpty(token) || protector.Unprotect(token) is not { } confirmed
            ? ConfirmVerdict.NotConfirmed
            : confirmed.Judge(ConfirmToken.For(item, mode, composed, confirmed.ExpiresAt), clock.GetUtcNow());
}
