using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>The morning after a weekend: many people answer Casey at once, a few seconds apart.</summary>
internal static class SeedAnswers
{
    private const int SecondsApart = 5;

    public static void Run(SeedContext seed)
    {
        var waiting = seed.World.MessagesOf(Accounts.Casey.Email)
            .Where(message => message.Has(Label.Sent))
            .DistinctBy(message => message.ThreadId)
            .Take(seed.Scenario.Answers)
            .ToArray();
        foreach (var (index, sent) in waiting.Index())
        {
            var person = Outgoing.Recipients(sent.Mime)[0].Email;
            var dice = Dice.For("monday", seed.World.Tenant.Seed, sent.Id);
            var kind = dice.Next() switch { < 0.5 => ReplyKind.Positive, < 0.75 => ReplyKind.Neutral, < 0.9 => ReplyKind.Negative, _ => ReplyKind.OutOfOffice };
            seed.World.Plans.Put(sent.Id, new Plan(sent.Id, seed.Now.AddSeconds((index + 1) * SecondsApart), kind, sent.Account, sent.Id, person));
        }
    }
}
