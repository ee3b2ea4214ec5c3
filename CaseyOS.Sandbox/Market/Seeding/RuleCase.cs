namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>What a rule should make of one thing in the seeded world.</summary>
/// <param name="Key">Rule and number.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Fires">Whether it finds it; otherwise it is a near miss.</param>
/// <param name="Entity">What its signal is about, as the product names it.</param>
/// <param name="Why">What makes the difference, in words.</param>
internal sealed record RuleCase(string Key, string Rule, bool Fires, string Entity, string Why);
