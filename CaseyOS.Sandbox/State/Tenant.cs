namespace CaseyOS.Sandbox.State;

/// <summary>What there is one of: which world this is, and the numbers that only ever rise.</summary>
internal sealed record Tenant(
    int Seed,
    string Scenario,
    DateTimeOffset SeededAt,
    long NextObjectId,
    long NextMailNumber,
    long NextHistoryId,
    long NextEffect,
    DateTimeOffset NextDealMove)
{
    public const string Id = "tenant";

    public static Tenant Fresh(int seed, string scenario, DateTimeOffset now) =>
        new(seed, scenario, now, 21_400_100, 1, 480_000, 1, now.AddMinutes(12));
}
