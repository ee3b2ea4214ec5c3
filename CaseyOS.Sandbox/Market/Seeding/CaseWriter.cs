using System.Globalization;
using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Writes one case after the other, each with a company and a person of its own.</summary>
internal sealed class CaseWriter(SeedContext seed)
{
    private int count;

    public SeedContext Seed => seed;

    public void Deal(string rule, bool fires, string why, Func<CaseDeal, CaseDeal> story)
    {
        var deal = story(new CaseDeal(this, Company(), Person(400))).Done();
        Add(rule, fires, $"deal:{deal.Id}", why);
    }

    public void Person(string rule, bool fires, string why, Func<CasePerson, CasePerson> story)
    {
        var person = story(new CasePerson(this)).Done();
        Add(rule, fires, $"contact:{person.Id}", why);
    }

    public void Customer(string rule, bool fires, string why, int renewsIn, double touched)
    {
        var company = Company(new KeyValuePair<string, string?>(SeedProperties.Renewal, seed.Midnight.AddDays(renewsIn).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var person = Person(400);
        seed.World.Link(person, company, AssociationTypes.Primary(ObjectTypes.Contacts, ObjectTypes.Companies)!.Value);
        Touch(touched, company, person);
        Add(rule, fires, $"company:{company.Id}", why);
    }

    public void Meeting(bool fires, string why, double hours, string status = CalendarEvent.Confirmed, string? guest = null)
    {
        var person = Person(400);
        var id = SeedCalendar.Add(seed, Accounts.Casey, "Lane review", seed.Now.AddHours(hours), 30, "accepted", [guest ?? person["email"]!], status);
        Touch(1, person);
        Add("meeting_today", fires, $"event:{id}", why);
    }

    public CrmObject Company(params KeyValuePair<string, string?>[] more)
    {
        var name = $"{Words.Roots[count % Words.Roots.Length]} Lines {(count / Words.Roots.Length) + 1}";
        return seed.World.Create(ObjectTypes.Companies, new Dictionary<string, string?>(more)
        {
            ["name"] = name,
            ["domain"] = Plain(name) + ".example",
            ["industry"] = "LOGISTICS_AND_SUPPLY_CHAIN",
            ["numberofemployees"] = "120",
            ["hubspot_owner_id"] = Owners.Casey.Id,
        }, actor: null, seed.Now.AddDays(-500));
    }

    public CrmObject Person(double madeDaysAgo)
    {
        var first = Words.FirstNames[count % Words.FirstNames.Length];
        var last = Words.LastNames[(count * 5) % Words.LastNames.Length];
        return seed.World.Create(ObjectTypes.Contacts, new Dictionary<string, string?>
        {
            ["email"] = string.Create(CultureInfo.InvariantCulture, $"case{count++}@{Plain(last)}.example"),
            ["firstname"] = first,
            ["lastname"] = last,
            ["company"] = $"{last} Lines",
            ["hubspot_owner_id"] = Owners.Casey.Id,
            ["num_contacted_notes"] = "0",
            ["num_notes"] = "0",
        }, actor: null, seed.Now.AddDays(-madeDaysAgo));
    }

    /// <summary>A mail so many days ago, on the timelines of these.</summary>
    public void Touch(double daysAgo, params CrmObject[] records) => Activity(
        ObjectTypes.Emails, seed.Now.AddDays(-daysAgo), new() { ["hs_email_direction"] = "EMAIL", ["hs_email_status"] = "SENT", ["hs_email_subject"] = "Lanes" }, records);

    public void Activity(ObjectType type, DateTimeOffset at, Dictionary<string, string?> values, params CrmObject[] records)
    {
        values["hs_timestamp"] = Wire.Time(at);
        values["hubspot_owner_id"] = Owners.Casey.Id;
        var activity = seed.World.Create(type, values, actor: null, at < seed.Now ? at : seed.Now.AddDays(-1));
        foreach (var record in records)
        {
            seed.World.Link(activity, record);
        }
    }

    private void Add(string rule, bool fires, string entity, string why)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{rule}|{seed.World.Cases.Count:d3}");
        seed.World.Cases.Put(key, new(key, rule, fires, entity, why));
    }

    private static string Plain(string name) =>
        new([.. name.Normalize(System.Text.NormalizationForm.FormD).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
