using System.Globalization;
using CaseyOS.Sandbox.HubSpot;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>What is known of those who bought: when they renew, and who may be named.</summary>
internal static class SeedCustomers
{
    public static void Run(SeedContext seed)
    {
        // Chance of its own, so that the rest of the market stays as it is.
        var dice = Dice.For("customers", seed.Seed);
        foreach (var won in seed.Deals.Where(deal => deal.Stage.Won).DistinctBy(deal => deal.Company.Company.Id))
        {
            var company = seed.World.Objects(ObjectTypes.Companies).Find(won.Company.Company.Id)!;
            var renewal = seed.Midnight.AddDays(dice.Between(8, 300));
            seed.World.Objects(ObjectTypes.Companies).Put(company.Id, company.With(company.UpdatedAt,
            [
                new(SeedProperties.Renewal, renewal.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new(SeedProperties.Referenceable, dice.Chance(0.4) ? "true" : "false"),
            ]));
        }
    }
}
