using CaseyOS.Sandbox.HubSpot;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>A person whose story is told in the order of writing.</summary>
internal sealed class CasePerson(CaseWriter cases)
{
    private readonly List<KeyValuePair<string, string?>> facts = [];
    private double madeDaysAgo;
    private double? touchedDaysAgo;
    private bool hadDeal;

    public CasePerson Made(double daysAgo)
    {
        madeDaysAgo = daysAgo;
        return this;
    }

    public CasePerson Touched(double daysAgo)
    {
        touchedDaysAgo = daysAgo;
        return this;
    }

    /// <summary>Something that HubSpot itself noted, so many days ago.</summary>
    public CasePerson Has(string property, double daysAgo)
    {
        facts.Add(new(property, Wire.Time(cases.Seed.Now.AddDays(-daysAgo))));
        return this;
    }

    public CasePerson HadDeal()
    {
        hadDeal = true;
        return this;
    }

    public CrmObject Done()
    {
        var world = cases.Seed.World;
        var person = cases.Person(madeDaysAgo);
        world.Objects(ObjectTypes.Contacts).Put(person.Id, person = person.With(person.UpdatedAt, facts));
        if (hadDeal)
        {
            world.Link(world.Create(ObjectTypes.Deals, new Dictionary<string, string?>
            {
                ["dealname"] = $"{person["company"]}: tender support",
                ["dealstage"] = "closedlost",
                ["pipeline"] = Pipelines.DefaultId,
                ["hubspot_owner_id"] = Owners.Casey.Id,
            }, actor: null, cases.Seed.Now.AddDays(-200)), person);
        }

        if (touchedDaysAgo is { } touched)
        {
            cases.Touch(touched, person);
        }

        return person;
    }
}
