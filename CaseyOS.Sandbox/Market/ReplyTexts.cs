using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Market;

/// <summary>What simulated people write. Short, busy, human.</summary>
internal static class ReplyTexts
{
    private static readonly string[] Positive =
    [
        "Hi {me},\n\ngood timing, we were talking about this yesterday. Could you do Thursday around 10? I would bring our operations lead along.\n\n{first}",
        "Hello {me},\n\nyes, still interested. The board wants numbers for the two northern lanes first. Send me a proposal for those and we can go from there.\n\nBest,\n{first}",
        "Hi {me},\n\nthat works for us. Let's get a call in next week and settle the start date.\n\nThanks,\n{first}",
        "{me}, thanks for the nudge. Looks good to me, please send the contract over and I will get it signed.\n\n{first}",
    ];

    private static readonly string[] Neutral =
    [
        "Hi {me},\n\nthanks for the mail. I need to check with our finance people before I can say anything. Does the price include onboarding?\n\n{first}",
        "Hello {me},\n\nwe are in the middle of peak season, so this has to wait until the warehouse move is done. Ping me in three weeks?\n\nRegards\n{first}",
        "{me}, can you tell me how this would fit with the carrier portal that we have already? Not sure I see it yet.\n\n{first}",
    ];

    private static readonly string[] Negative =
    [
        "Hi {me},\n\nthanks, but we decided to stay with what we have this year. No need to follow up for now.\n\n{first}",
        "Hello {me},\n\nnot interested at the moment, the budget went to the new depot.\n\n{first}",
        "{me}, we went with another supplier last week. Sorry, and good luck.\n\n{first}",
    ];

    private static readonly string[] Colleagues = ["Jonna Reyland", "Pieter Oskam", "Imke Sandvoort", "Rafael Dunne"];

    public static string Pick(ReplyKind kind, Dice dice, string first, Account account)
    {
        var text = kind switch
        {
            ReplyKind.Positive => dice.Pick(Positive),
            ReplyKind.Negative => dice.Pick(Negative),
            ReplyKind.Unsubscribe => "Please remove me from your list and stop e-mailing me.\n\n{first}",
            _ => dice.Pick(Neutral),
        };
        return text.Replace("{me}", account.GivenName, StringComparison.Ordinal).Replace("{first}", first, StringComparison.Ordinal);
    }

    public static Address Colleague(Address person, Dice dice)
    {
        var name = dice.Pick(Colleagues);
        return new Address(name, name.ToLowerInvariant().Replace(' ', '.') + "@" + person.Domain);
    }

    public static string Forwarded(Address colleague, string first, Account account) =>
        $"Hi {account.GivenName},\n\n{first} passed your mail on to me, I look after this now. What would the next step be?\n\n{colleague.Name.Split(' ')[0]}";
}
