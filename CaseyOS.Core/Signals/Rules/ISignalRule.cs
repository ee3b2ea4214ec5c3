namespace CaseyOS.Core.Signals.Rules;

/// <summary>
/// One reason to act, as a pure function of facts that the source really returns. The same rule says when its
/// reason has gone, so that a move never outlives it.
/// </summary>
/// <typeparam name="TFacts">What the rule looks at: <see cref="DealFacts"/>, <see cref="LeadFacts"/>, <see cref="ReplyFacts"/>.</typeparam>
public interface ISignalRule<in TFacts>
{
    /// <summary>The signal type, for example <c>deal_stalled</c>.</summary>
    string Name { get; }

    /// <summary>The signal with its move, or null when there is no reason to act.</summary>
    Detection? Detect(TFacts facts, RuleContext context);

    /// <summary>Why a pending move of this rule is no longer called for, in words for its history; null while the reason holds.</summary>
    string? WhyGone(TFacts facts, RuleContext context);

    /// <summary>Whether the reason for a pending move of this rule is still there.</summary>
    bool StillHolds(TFacts facts, RuleContext context) => WhyGone(facts, context) is null;
}
