namespace CaseyOS.Core.Signals.Rules;

/// <summary>One reason to act.</summary>
public interface ISignalRule
{
    /// <summary>The signal type, for example <c>deal_stalled</c>.</summary>
    string Name { get; }

    /// <summary>What the settings page says of it, and what can be set.</summary>
    RuleAbout About { get; }
}

/// <summary>A rule that can say of such facts whether its reason is still there.</summary>
/// <typeparam name="TFacts">What it looks at.</typeparam>
public interface IReason<in TFacts> : ISignalRule
{
    /// <summary>Why a pending move of this rule is no longer called for, in words for its history; null while the reason holds.</summary>
    string? WhyGone(TFacts facts, RuleContext context);

    /// <summary>Whether the reason for a pending move of this rule is still there.</summary>
    bool StillHolds(TFacts facts, RuleContext context) => WhyGone(facts, context) is null;
}

/// <summary>
/// One reason to act, as a pure function of facts that the source really returns. The same rule says when its
/// reason has gone, so that a move never outlives it.
/// </summary>
/// <typeparam name="TFacts">What the rule looks at: <see cref="DealFacts"/>, <see cref="LeadFacts"/>, <see cref="ReplyFacts"/> …</typeparam>
public interface ISignalRule<in TFacts> : IReason<TFacts>
{
    /// <summary>The signal with its move, or null when there is no reason to act.</summary>
    Detection? Detect(TFacts facts, RuleContext context);
}
