using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>What the users wrote before the story begins: short, direct, with a habit or two that can be learned.</summary>
internal static class SeedTexts
{
    private static readonly string[] First =
    [
        "quick one: you mentioned that the {offer} is on your list for this quarter. I had a look at {company} and I think we can take about a fifth out of the empty kilometres.\n\nWorth twenty minutes next week?",
        "thanks for the time yesterday. As promised, here is the short version of the {offer}: six weeks, two lanes, fixed price. No slides, I promise.\n\nShall I pencil in a start date?",
        "I keep running into the same problem at companies like {company}: everybody has the data and nobody has the hour. The {offer} is built for exactly that.\n\nOpen to a short call?",
    ];

    private static readonly string[] Later =
    [
        "makes sense. I moved the numbers around and attached nothing on purpose: the summary is three lines.\n\n1. Pilot on the two northern lanes\n2. Review after four weeks\n3. You decide then\n\nDoes Thursday work?",
        "good question. The price includes onboarding and the first review, nothing hidden. If you want your carriers in the call, bring them.\n\nTuesday at ten?",
    ];

    public static string Outgoing(Dice dice, int step, string first, Account account, SeededDeal deal)
    {
        var offer = deal.Deal["dealname"]!.Split(": ")[^1];
        var body = dice.Pick(step == 0 ? First : Later)
            .Replace("{offer}", offer, StringComparison.Ordinal)
            .Replace("{company}", deal.Company.Company["name"], StringComparison.Ordinal);
        return account == Accounts.Alex ? $"Hello {first},\n\n{body}\n\nKind regards\n{account.GivenName}" : $"Hi {first},\n\n{body}\n\nCheers,\n{account.GivenName}";
    }
}
