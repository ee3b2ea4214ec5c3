using System.Globalization;
using CaseyOS.Sandbox.HubSpot;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>What is known of those who bought: when they renew, who may be named, how much they use, what they have not paid, and what they asked for.</summary>
internal static class SeedCustomers
{
    private static readonly string[] Subjects = ["The gate list arrives too late", "Two drivers cannot sign in", "The invoice names the old address"];

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

        var support = Dice.For("support", seed.Seed);
        foreach (var won in seed.Deals.Where(deal => deal.Stage.Won).DistinctBy(deal => deal.Company.Company.Id))
        {
            Support(seed, won, support);
        }
    }

    private static void Support(SeedContext seed, SeededDeal won, Dice dice)
    {
        var company = seed.World.Objects(ObjectTypes.Companies).Find(won.Company.Company.Id)!;
        seed.World.Objects(ObjectTypes.Companies).Put(company.Id, company.With(company.UpdatedAt,
        [
            new(SeedProperties.Usage, dice.Between(10, 100).ToString(CultureInfo.InvariantCulture)),
            new(SeedProperties.OverdueInvoices, dice.Chance(0.2) ? "1" : "0"),
        ]));
        foreach (var subject in Subjects.Where(_ => dice.Chance(0.35)))
        {
            var ticket = seed.World.Create(
                ObjectTypes.Tickets,
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["subject"] = subject,
                    ["hs_pipeline"] = Pipelines.SupportId,
                    ["hs_pipeline_stage"] = dice.Chance(0.5) ? "4" : "3",
                    ["hs_ticket_priority"] = "MEDIUM",
                },
                actor: null,
                seed.DaysAgo(dice.Between(1, 20)));
            seed.World.Link(ticket, company, AssociationTypes.Primary(ObjectTypes.Tickets, ObjectTypes.Companies)!.Value);
        }
    }
}
