using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Calendars: the CRM's meetings with their guests, a meeting among colleagues, and one with a customer later today.</summary>
internal static class SeedCalendar
{
    private const double Recent = 30;

    public static void Run(SeedContext seed)
    {
        // Its own dice, so that what else there is stays as it was.
        var dice = Dice.For("calendar", seed.World.Tenant.Seed);
        foreach (var deal in seed.Deals)
        {
            foreach (var meeting in Meetings(seed, deal))
            {
                var start = Wire.ParseTime(meeting["hs_meeting_start_time"])!.Value;
                if (start > seed.Now.AddDays(-Recent))
                {
                    Add(seed, Owner(deal), meeting["hs_meeting_title"]!, start, 30, meeting["hs_meeting_outcome"] == "SCHEDULED" ? "accepted" : "needsAction", [Email(deal)]);
                }
            }
        }

        var today = NextHalfHour(seed.Now.AddHours(2));
        for (var i = 0; i < seed.Scenario.MeetingsToday && seed.Deals.Where(deal => !deal.Stage.Closed && Owner(deal) == Accounts.Casey).Skip(i).FirstOrDefault() is { } deal; i++)
        {
            Add(seed, Accounts.Casey, $"{deal.Company.Company["name"]}: working session", today.AddMinutes(i * 45), 30, "accepted", [Email(deal)]);
        }

        if (seed.Deals.Count > 0)
        {
            var standUp = seed.Midnight.AddDays(1).AddHours(dice.Between(7, 9));
            Add(seed, Accounts.Casey, "Team stand-up", standUp, 15, "accepted", [Accounts.Alex.Email]);
            Add(seed, Accounts.Alex, "Team stand-up", standUp, 15, "accepted", [Accounts.Casey.Email]);
        }

        foreach (var account in Accounts.All)
        {
            seed.World.ForgetChanges(account.Email);
        }
    }

    private static IEnumerable<CrmObject> Meetings(SeedContext seed, SeededDeal deal) => seed.World.Links.Of("deals", deal.Deal.Id)
        .Where(link => link.ToType == "meetings")
        .Select(link => seed.World.Objects(ObjectTypes.Get("meetings")).Find(link.ToId))
        .OfType<CrmObject>();

    public static string Add(SeedContext seed, Account owner, string title, DateTimeOffset start, int minutes, string response, string[] guests, string status = CalendarEvent.Confirmed)
    {
        var count = seed.World.CalendarOf(owner.Email).LastChange + 1;
        var id = $"seed{owner.Subject[^1]}{count:D6}";
        var people = new JsonArray(new JsonObject { ["email"] = owner.Email, ["responseStatus"] = "accepted" });
        foreach (var guest in guests)
        {
            people.Add(new JsonObject { ["email"] = guest, ["responseStatus"] = response });
        }

        var body = new JsonObject
        {
            ["summary"] = title,
            ["start"] = new JsonObject { ["dateTime"] = CalendarJson.Time(start), ["timeZone"] = owner.TimeZone },
            ["end"] = new JsonObject { ["dateTime"] = CalendarJson.Time(start.AddMinutes(minutes)), ["timeZone"] = owner.TimeZone },
            ["attendees"] = people,
        };
        var made = new[] { start.AddDays(-3), seed.Now.AddHours(-1) }.Min();
        seed.World.PutEvent(new(id, owner.Email, 0, status, start, start.AddMinutes(minutes), made, made, 0, JsonSerializer.SerializeToElement(body)));
        return id;
    }

    private static DateTimeOffset NextHalfHour(DateTimeOffset at) => new(((at.UtcTicks / HalfHour) + 1) * HalfHour, TimeSpan.Zero);

    private const long HalfHour = TimeSpan.TicksPerMinute * 30;

    private static Account Owner(SeededDeal deal) => deal.OwnerId == Owners.Alex.Id ? Accounts.Alex : Accounts.Casey;

    private static string Email(SeededDeal deal) => deal.People[0]["email"]!;
}
