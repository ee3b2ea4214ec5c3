using System.Globalization;
using CaseyOS.Sandbox.HubSpot;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>A pipeline as one finds it on a Monday: some deals fresh, many resting, a few past their date.</summary>
internal static class SeedDeals
{
    /// <summary>Open stages with their share; what is left over is closed.</summary>
    private static readonly (string Stage, double Share)[] Mix =
    [
        ("appointmentscheduled", 0.13), ("qualifiedtobuy", 0.14), ("presentationscheduled", 0.13), ("proposalsent", 0.16), ("contractsent", 0.08),
        ("closedwon", 0.22), ("closedlost", 0.14),
    ];

    public static void Run(SeedContext seed)
    {
        for (var i = 0; i < seed.Scenario.Deals; i++)
        {
            seed.Deals.Add(Deal(seed, i));
        }
    }

    private static SeededDeal Deal(SeedContext seed, int index)
    {
        var dice = seed.Dice;
        var company = seed.Companies[(index * 7) % seed.Companies.Count];
        var stage = Pipelines.FindStage(StageAt(Spread(index, 0.381966)))!;
        var neglected = dice.Chance(seed.Scenario.Neglect);
        var age = stage.Closed ? dice.Between(5, 180) : neglected ? dice.Between(7, 45) : dice.Between(0, 6);
        var entered = seed.DaysAgo(age);
        var created = seed.DaysAgo(age + dice.Between(6, 70));
        var owner = dice.Chance(0.06) ? null : company.Company["hubspot_owner_id"] ?? seed.OwnerId();
        var deal = seed.World.Create(ObjectTypes.Deals, new Dictionary<string, string?>
        {
            ["dealname"] = $"{company.Company["name"]}: {dice.Pick(Words.Offers)}",
            ["amount"] = Amount(dice),
            ["dealstage"] = stage.Id,
            ["pipeline"] = Pipelines.DefaultId,
            ["closedate"] = Wire.Time(CloseDate(seed, stage, entered, created, index)),
            ["dealtype"] = dice.Chance(0.75) ? "newbusiness" : "existingbusiness",
            ["hubspot_owner_id"] = owner,
            ["hs_next_step"] = stage.Closed || dice.Chance(0.4) ? null : dice.Pick(Words.NextSteps),
            ["closed_lost_reason"] = stage is { Closed: true, Won: false } ? dice.Pick(Words.LostReasons) : null,
            ["closed_won_reason"] = stage.Won ? dice.Pick(Words.WonReasons) : null,
        }, actor: null, created);
        deal = Backdate(seed, deal, stage, created, entered);
        IReadOnlyList<CrmObject> people = [.. company.People.Take(dice.Between(1, Math.Min(3, company.People.Count)))];
        seed.World.Link(deal, company.Company, AssociationTypes.Primary(ObjectTypes.Deals, ObjectTypes.Companies)!.Value);
        foreach (var person in people)
        {
            seed.World.Link(deal, person);
        }

        return new SeededDeal(deal, company, people, stage, entered, owner);
    }

    /// <summary>The dates on which it went through the stages before this one.</summary>
    private static CrmObject Backdate(SeedContext seed, CrmObject deal, Stage stage, DateTimeOffset created, DateTimeOffset entered)
    {
        var passed = Pipelines.Stages.Where(earlier => !earlier.Closed).TakeWhile(earlier => earlier != stage).ToArray();
        var dates = passed.Select((earlier, step) =>
            new KeyValuePair<string, string?>("hs_v2_date_entered_" + earlier.Id, Wire.Time(created + ((entered - created) * step / Math.Max(1, passed.Length)))));
        var changed = deal.With(entered,
        [
            .. dates,
            new("hs_v2_date_entered_" + stage.Id, Wire.Time(entered)),
            new("hs_v2_date_entered_current_stage", Wire.Time(entered)),
        ]);
        seed.World.Objects(ObjectTypes.Deals).Put(deal.Id, changed);
        return changed;
    }

    private static DateTimeOffset CloseDate(SeedContext seed, Stage stage, DateTimeOffset entered, DateTimeOffset created, int index) =>
        stage.Closed ? entered
        : Spread(index, 0.754878) < 0.26 ? seed.DaysAgo(seed.Dice.Between(1.0, Math.Min(24, (seed.Now - created).TotalDays)))
        : seed.Midnight.AddDays(seed.Dice.Between(4, 95)).AddHours(12);

    /// <summary>From 3 000 to 120 000, many small and few large.</summary>
    private static string Amount(Dice dice) =>
        (Math.Round(3000 * Math.Pow(40, Math.Pow(dice.Next(), 1.3)) / 100) * 100).ToString(CultureInfo.InvariantCulture);

    /// <summary>Evenly over 0 to 1, however few there are: chance alone may give a small company no proposal at all.</summary>
    private static double Spread(int index, double step) => (0.5 + (index * step)) % 1;

    private static string StageAt(double position)
    {
        foreach (var (stage, share) in Mix)
        {
            if ((position -= share) < 0)
            {
                return stage;
            }
        }

        return Mix[^1].Stage;
    }
}
