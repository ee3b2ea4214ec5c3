using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>What the seeding steps share: the world, chance, and the time from which all dates are counted back.</summary>
internal sealed class SeedContext(World world, Scenario scenario, int seed)
{
    public World World => world;

    public Scenario Scenario => scenario;

    public int Seed => seed;

    public Dice Dice { get; } = Dice.For("seed", seed);

    public DateTimeOffset Now { get; } = world.Now;

    /// <summary>The beginning of this day.</summary>
    public DateTimeOffset Midnight => new(Now.UtcDateTime.Date, TimeSpan.Zero);

    public List<SeededCompany> Companies { get; } = [];

    public List<SeededDeal> Deals { get; } = [];

    /// <summary>In working hours of the day that lies so many days back, and never in the future.</summary>
    public DateTimeOffset DaysAgo(double days)
    {
        var day = Now.AddDays(-days);
        var inHours = new DateTimeOffset(day.Year, day.Month, day.Day, Dice.Between(7, 16), Dice.Between(0, 59), Dice.Between(0, 59), TimeSpan.Zero);
        return inHours >= Now ? Now.AddMinutes(-Dice.Between(5, 90)) : IsClose(inHours) ? inHours.AddMinutes(-20) : inHours;
    }

    // So that nothing comes of age ("seven days ago") in the minutes after the world was made, whatever time of day that is.
    private bool IsClose(DateTimeOffset at) => (at.TimeOfDay - Now.TimeOfDay).Duration() < TimeSpan.FromMinutes(10);

    public string? OwnerId()
    {
        var roll = Dice.Next();
        return roll < 0.06 ? null : roll < 0.81 ? Owners.Casey.Id : Owners.Alex.Id;
    }
}

internal sealed record SeededCompany(CrmObject Company, string Domain, List<CrmObject> People);

internal sealed record SeededDeal(CrmObject Deal, SeededCompany Company, IReadOnlyList<CrmObject> People, Stage Stage, DateTimeOffset EnteredStage, string? OwnerId);
