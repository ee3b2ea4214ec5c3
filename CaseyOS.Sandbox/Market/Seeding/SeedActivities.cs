using CaseyOS.Sandbox.HubSpot;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Meetings, notes and tasks around the deals.</summary>
internal static class SeedActivities
{
    public static void Run(SeedContext seed)
    {
        foreach (var deal in seed.Deals)
        {
            Meeting(seed, deal);
            if (seed.Dice.Chance(0.5))
            {
                Log(seed, deal, ObjectTypes.Notes, seed.DaysAgo(Age(seed, deal) + seed.Dice.Between(0, 5)), new()
                {
                    ["hs_note_body"] = $"Talked through the {deal.Deal["dealname"]!.Split(": ")[^1]}. {seed.Dice.Pick(Words.NextSteps)} next.",
                });
            }

            if (!deal.Stage.Closed && seed.Dice.Chance(0.45))
            {
                Task(seed, deal);
            }
        }
    }

    /// <summary>How long ago the deal's story ended, for stories older than today.</summary>
    public static double Age(SeedContext seed, SeededDeal deal) => (seed.Now - deal.EnteredStage).TotalDays;

    public static CrmObject Log(SeedContext seed, SeededDeal deal, ObjectType type, DateTimeOffset at, Dictionary<string, string?> values)
    {
        values["hs_timestamp"] = Wire.Time(at);
        values["hubspot_owner_id"] = deal.OwnerId;
        var activity = seed.World.Create(type, values, actor: null, at < seed.Now ? at : seed.DaysAgo(seed.Dice.Between(1, 4)));
        seed.World.Link(activity, deal.Deal);
        seed.World.Link(activity, deal.Company.Company);
        seed.World.Link(activity, deal.People[0]);
        return activity;
    }

    private static void Meeting(SeedContext seed, SeededDeal deal)
    {
        var dice = seed.Dice;
        var ahead = !deal.Stage.Closed && dice.Chance(0.12);
        if (!ahead && !dice.Chance(0.35))
        {
            return;
        }

        var start = ahead ? seed.Midnight.AddDays(dice.Between(1, 6)).AddHours(dice.Between(8, 15)) : seed.DaysAgo(Age(seed, deal) + dice.Between(0, 8));
        Log(seed, deal, ObjectTypes.Meetings, start, new()
        {
            ["hs_meeting_title"] = $"{deal.Company.Company["name"]} and Larkin: {(ahead ? "next steps" : "introduction")}",
            ["hs_meeting_start_time"] = Wire.Time(start),
            ["hs_meeting_end_time"] = Wire.Time(start.AddMinutes(30)),
            ["hs_meeting_outcome"] = ahead ? "SCHEDULED" : "COMPLETED",
            ["hs_meeting_location"] = "Video call",
        });
    }

    private static void Task(SeedContext seed, SeededDeal deal)
    {
        var dice = seed.Dice;
        var due = seed.Now.AddDays(dice.Between(-6, 9));
        Log(seed, deal, ObjectTypes.Tasks, due, new()
        {
            ["hs_task_subject"] = $"{dice.Pick(Words.NextSteps)}: {deal.Company.Company["name"]}",
            ["hs_task_status"] = due < seed.Now && dice.Chance(0.5) ? "COMPLETED" : "NOT_STARTED",
            ["hs_task_priority"] = dice.Pick(["LOW", "MEDIUM", "HIGH"]),
            ["hs_task_type"] = dice.Pick(["TODO", "CALL", "EMAIL"]),
        });
    }
}
