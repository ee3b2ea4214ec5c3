namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>How large a world is, and how neglected.</summary>
/// <param name="Neglect">Share of open deals that have not moved for a week or more.</param>
/// <param name="Answers">People who answer within the first minutes.</param>
/// <param name="MeetingsToday">Meetings with customers that Casey has in the hours to come.</param>
internal sealed record Scenario(string Name, int Companies, int Contacts, int Deals, double Neglect, int MeetingsToday = 1, int Answers = 0)
{
    /// <summary>Whether there is, for every rule, something that it finds and something that it must not find.</summary>
    public bool HasCases { get; init; }

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("default", 60, 200, 80, 0.6),
        new("empty", 0, 0, 0, 0, 0),
        new("large", 500, 5000, 500, 0.6),
        new("stale", 60, 200, 80, 1, 0),
        new("busy-monday", 60, 200, 80, 0.8, 7, 20),
        new("rules", 0, 0, 0, 0, 0) { HasCases = true },
    ];

    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);
}
