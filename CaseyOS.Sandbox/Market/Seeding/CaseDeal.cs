using System.Globalization;
using CaseyOS.Sandbox.HubSpot;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>A deal whose story is told in the order of writing.</summary>
internal sealed class CaseDeal(CaseWriter cases, CrmObject company, CrmObject person)
{
    private const int Amount = 20_000;
    private readonly List<double> touches = [];
    private readonly List<(double DaysAgo, string Name, Func<CrmObject, string> Value)> changes = [];
    private double? meetingInHours;
    private string stage = "qualifiedtobuy";
    private double enteredDaysAgo;
    private int closesInDays = 40;

    private SeedContext Seed => cases.Seed;

    public CaseDeal In(string stageId, double daysAgo)
    {
        (stage, enteredDaysAgo) = (stageId, daysAgo);
        return this;
    }

    public CaseDeal Touched(double daysAgo)
    {
        touches.Add(daysAgo);
        return this;
    }

    public CaseDeal Meeting(double inHours)
    {
        meetingInHours = inHours;
        return this;
    }

    public CaseDeal Closes(int inDays)
    {
        closesInDays = inDays;
        return this;
    }

    /// <summary>Somebody put the close date ten days later.</summary>
    public CaseDeal Pushed(double daysAgo)
    {
        changes.Add((daysAgo, "closedate", deal => Wire.Time(Wire.ParseTime(deal["closedate"])!.Value.AddDays(10))));
        return this;
    }

    public CaseDeal Shrunk(double to, double daysAgo)
    {
        changes.Add((daysAgo, "amount", _ => (Amount * to).ToString(CultureInfo.InvariantCulture)));
        return this;
    }

    public CaseDeal Company(string property, string value)
    {
        var record = Seed.World.Objects(ObjectTypes.Companies).Find(company.Id)!;
        Seed.World.Objects(ObjectTypes.Companies).Put(company.Id, record.With(record.UpdatedAt, [new(property, value)]));
        return this;
    }

    public CrmObject Done()
    {
        var entered = Seed.Now.AddDays(-enteredDaysAgo);
        var closed = Pipelines.FindStage(stage)!.Closed;
        var deals = Seed.World.Objects(ObjectTypes.Deals);
        var deal = Seed.World.Create(ObjectTypes.Deals, new Dictionary<string, string?>
        {
            ["dealname"] = $"{company["name"]}: lane review",
            ["amount"] = Amount.ToString(CultureInfo.InvariantCulture),
            ["dealstage"] = stage,
            ["pipeline"] = Pipelines.DefaultId,
            ["closedate"] = Wire.Time(closed ? entered : Seed.Midnight.AddDays(closesInDays).AddHours(12)),
            ["hubspot_owner_id"] = Owners.Casey.Id,
        }, actor: null, entered.AddDays(-20));
        deals.Put(deal.Id, deal = deal.With(entered, [new("hs_v2_date_entered_" + stage, Wire.Time(entered)), new("hs_v2_date_entered_current_stage", Wire.Time(entered))]));
        foreach (var (daysAgo, name, value) in changes)
        {
            deals.Put(deal.Id, deal = deal.With(Seed.Now.AddDays(-daysAgo), [new(name, value(deal))]));
        }

        Seed.World.Link(deal, company, AssociationTypes.Primary(ObjectTypes.Deals, ObjectTypes.Companies)!.Value);
        Seed.World.Link(deal, person);
        Seed.World.Link(person, company, AssociationTypes.Primary(ObjectTypes.Contacts, ObjectTypes.Companies)!.Value);
        touches.ForEach(daysAgo => cases.Touch(daysAgo, deal, company, person));
        if (meetingInHours is { } hours)
        {
            var start = Seed.Now.AddHours(hours);
            cases.Activity(
                ObjectTypes.Meetings, start, new() { ["hs_meeting_title"] = "Lane review", ["hs_meeting_start_time"] = Wire.Time(start), ["hs_meeting_outcome"] = "SCHEDULED" },
                deal, person);
        }

        return deal;
    }
}
