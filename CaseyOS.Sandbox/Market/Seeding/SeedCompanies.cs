using System.Globalization;
using System.Text;
using CaseyOS.Sandbox.HubSpot;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Companies and the people who work there.</summary>
internal static class SeedCompanies
{
    /// <summary>Share of contacts that arrived this week and that nobody has talked to.</summary>
    private const double NewLeads = 0.12;

    public static void Run(SeedContext seed)
    {
        for (var i = 0; i < seed.Scenario.Companies; i++)
        {
            seed.Companies.Add(Company(seed, i));
        }

        for (var i = 0; i < seed.Scenario.Contacts; i++)
        {
            // Everybody gets one person first; the rest falls where it falls.
            var company = i < seed.Companies.Count ? seed.Companies[i] : seed.Dice.Pick(seed.Companies);
            company.People.Add(Person(seed, company, i));
        }
    }

    private static SeededCompany Company(SeedContext seed, int index)
    {
        var dice = seed.Dice;
        var trade = Words.Trades[(index + (index / Words.Roots.Length)) % Words.Trades.Length];
        var round = index / (Words.Roots.Length * Words.Trades.Length);
        var name = $"{Words.Roots[index % Words.Roots.Length]} {trade}" + (round > 0 ? $" {round + 1}" : "");
        var domain = name.ToLowerInvariant().Replace(' ', '-') + (index / Words.Roots.Length > 9 ? $"-{index}" : "") + ".example";
        var place = dice.Pick(Words.Places);
        var employees = dice.Between(12, 900);
        var company = seed.World.Create(ObjectTypes.Companies, new Dictionary<string, string?>
        {
            ["name"] = name,
            ["domain"] = domain,
            ["industry"] = "LOGISTICS_AND_SUPPLY_CHAIN",
            ["numberofemployees"] = Text(employees),
            ["annualrevenue"] = Text(employees * dice.Between(60, 240) * 1000L),
            ["city"] = place.City,
            ["country"] = place.Country,
            ["hubspot_owner_id"] = seed.OwnerId(),
            ["lifecyclestage"] = "lead",
        }, actor: null, seed.DaysAgo(dice.Between(60, 700)));
        return new SeededCompany(company, domain, []);
    }

    private static CrmObject Person(SeedContext seed, SeededCompany company, int index)
    {
        var dice = seed.Dice;
        var (first, last) = (dice.Pick(Words.FirstNames), dice.Pick(Words.LastNames));
        var isNew = index >= seed.Companies.Count && dice.Chance(NewLeads);
        var owner = dice.Chance(0.85) ? company.Company["hubspot_owner_id"] : seed.OwnerId();
        var person = seed.World.Create(ObjectTypes.Contacts, new Dictionary<string, string?>
        {
            ["email"] = Mail(company, first, last),
            ["firstname"] = first,
            ["lastname"] = last,
            ["jobtitle"] = dice.Pick(Words.Titles),
            ["company"] = company.Company["name"],
            ["city"] = company.Company["city"],
            ["country"] = company.Company["country"],
            ["hs_timezone"] = Words.Places.First(place => place.City == company.Company["city"]).Zone.ToLowerInvariant().Replace("/", "_slash_", StringComparison.Ordinal),
            ["lifecyclestage"] = isNew ? "lead" : "salesqualifiedlead",
            ["hs_lead_status"] = isNew ? "NEW" : "CONNECTED",
            ["hubspot_owner_id"] = owner,
            ["num_contacted_notes"] = "0",
            ["num_notes"] = "0",
        }, actor: null, seed.DaysAgo(isNew ? dice.Between(0.2, 6) : dice.Between(20, 400)));
        seed.World.Link(person, company.Company, AssociationTypes.Primary(ObjectTypes.Contacts, ObjectTypes.Companies)!.Value);
        return person;
    }

    private static string Mail(SeededCompany company, string first, string last)
    {
        var name = $"{Plain(first)}.{Plain(last)}";
        var twins = company.People.Count(other => other["email"]!.StartsWith(name, StringComparison.Ordinal));
        return $"{name}{(twins > 0 ? Text(twins + 1) : "")}@{company.Domain}";
    }

    /// <summary>Addresses without accents, as most companies write them.</summary>
    private static string Plain(string name) => new([.. name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(char.IsAsciiLetter)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
