namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Raw material of the invented market. No name here belongs to a company that exists.</summary>
internal static class Words
{
    public static readonly string[] Roots =
    [
        "Velmora", "Kestrin", "Oskardal", "Brannick", "Tavelle", "Hasterfeld", "Lunoria", "Quenbury", "Marnholt", "Sildrup",
        "Ostrelle", "Penvarro", "Drayholm", "Corvanta", "Jorvast", "Ellenmoor", "Fenwarde", "Grevalto", "Norrvik", "Ravensund",
        "Thalvane", "Ulderik", "Vantorp", "Wexmoor", "Zelanta", "Aldervane", "Birkhaven", "Calderra", "Dunmarrow", "Estrava",
    ];

    public static readonly string[] Trades =
        ["Freight", "Logistics", "Haulage", "Forwarding", "Shipping", "Cold Chain", "Cargo", "Warehousing", "Distribution", "Intermodal"];

    public static readonly string[] FirstNames =
    [
        "Anna", "Björn", "Carla", "Daan", "Elif", "Femke", "Georg", "Hanna", "Ivan", "Jana", "Karim", "Lotte", "Marek", "Nadia", "Olga",
        "Paul", "Renate", "Sven", "Tessa", "Uwe", "Vera", "Willem", "Yara", "Zoë", "Amelie", "Bruno", "Chloé", "Dmitri", "Eva", "Farid",
        "Greta", "Hugo", "Ines", "Jonas", "Katja", "Luis", "Mira", "Niels", "Oskar", "Pia", "Rosa", "Stefan", "Tomas", "Ursula",
    ];

    public static readonly string[] LastNames =
    [
        "Achterberg", "Brandvik", "Corvino", "Delacroix", "Eklund", "Farrow", "Grünwald", "Hollander", "Ivarsen", "Jansky", "Kowal", "Lindqvist",
        "Marchetti", "Nováček", "Oosterhuis", "Pellegrin", "Quist", "Rautio", "Steinbach", "Tremblay", "Urbanski", "Verhoeven", "Wolfram",
        "Yilmaz", "Zeller", "Almeida", "Borgström", "Castellan", "Dorn", "Engelmann", "Fabian", "Gadsby", "Hartwig", "Iversen",
    ];

    public static readonly string[] Titles =
    [
        "Managing Director", "Head of Operations", "Fleet Manager", "Head of Procurement", "Warehouse Manager", "Customs Manager",
        "Chief Financial Officer", "Key Account Manager", "Transport Planner", "Head of Digital", "Supply Chain Director", "Dispatcher",
    ];

    public static readonly (string City, string Country, string Zone)[] Places =
    [
        ("Hamburg", "Germany", "Europe/Berlin"), ("Rotterdam", "Netherlands", "Europe/Amsterdam"), ("Antwerp", "Belgium", "Europe/Brussels"),
        ("Gdansk", "Poland", "Europe/Warsaw"), ("Gothenburg", "Sweden", "Europe/Stockholm"), ("Trieste", "Italy", "Europe/Rome"),
        ("Lyon", "France", "Europe/Paris"), ("Felixstowe", "United Kingdom", "Europe/London"), ("Bilbao", "Spain", "Europe/Madrid"),
        ("Savannah", "United States", "America/New_York"),
    ];

    public static readonly string[] Offers =
    [
        "lane review", "carrier onboarding programme", "rate benchmark subscription", "customs desk retainer", "control tower pilot",
        "warehouse visibility rollout", "dispatch training", "freight audit", "reefer monitoring", "tender support",
    ];

    public static readonly string[] NextSteps =
        ["Send revised pricing", "Call procurement", "Agree on pilot lanes", "Get the contract signed", "Demo for the dispatch team", "Wait for board decision"];

    public static readonly string[] LostReasons = ["Budget moved to next year", "Chose another supplier", "No decision", "Champion left the company"];

    public static readonly string[] WonReasons = ["Fast start", "Best coverage of the northern lanes", "Price", "Recommendation from a partner"];
}
