using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Guards;

namespace CaseyOS.Core.Executions;

/// <summary>Everything about an execution but its effect.</summary>
/// <param name="Content">What would be made.</param>
/// <param name="Mode">Draft or send.</param>
/// <param name="Reversible">Whether it can be undone afterwards.</param>
/// <param name="WhatHappens">In a sentence, before the click.</param>
/// <param name="Warnings">What the user should look at.</param>
/// <param name="ConfirmToken">Executing needs it back.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record Preview(
    ActionContent Content, ExecutionMode Mode, bool Reversible, string WhatHappens, IReadOnlyList<string> Warnings, string ConfirmToken, DateTimeOffset ExpiresAt)
{
    /// <summary>The mail that would be made; only where one would.</summary>
    public PreviewedMail Mail => (PreviewedMail)Content;

    /// <summary>Whether an undo leaves nothing, or others may have seen it.</summary>
    public Reversibility Reversibility { get; init; }

    /// <summary>What speaks against sending it and must be overruled for that.</summary>
    public IReadOnlyList<Concern> Concerns { get; init; } = [];

    /// <summary>How much more of this may be done now.</summary>
    public IReadOnlyList<LimitState> Limits { get; init; } = [];
}
