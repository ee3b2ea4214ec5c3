using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Market;

/// <summary>Decides, once for every mail that is sent, whether and how its recipient will answer.</summary>
internal static class Reactions
{
    private const int SoonestSeconds = 8;
    private const int LatestSeconds = 19;

    public static void PlanFor(World world, Message sent, IReadOnlyList<Address> recipients, string actor)
    {
        if (recipients.FirstOrDefault(to => !Accounts.All.Any(account => account.Owns(to.Email))) is not { } person)
        {
            return;
        }

        var dice = Dice.For(world.Tenant.Seed, sent.Id, person.Email);
        var kind = actor == Actors.User ? Answer(dice) : Decide(dice, IsKnown(world, person));
        if (kind is { } decided)
        {
            var due = world.Now.AddSeconds(dice.Between((double)SoonestSeconds, LatestSeconds));
            world.Plans.Put(sent.Id, new Plan(sent.Id, due, decided, sent.Account, sent.Id, person.Email));
        }
    }

    /// <summary>What the user sends by hand is always answered, so that the demonstration never waits in vain.</summary>
    private static ReplyKind Answer(Dice dice) => dice.Next() switch
    {
        < 0.55 => ReplyKind.Positive,
        < 0.85 => ReplyKind.Neutral,
        _ => ReplyKind.Negative,
    };

    private static ReplyKind? Decide(Dice dice, bool known) => known
        ? dice.Next() switch
        {
            < 0.34 => ReplyKind.Positive,
            < 0.50 => ReplyKind.Neutral,
            < 0.60 => ReplyKind.Negative,
            < 0.66 => ReplyKind.OutOfOffice,
            < 0.68 => ReplyKind.Forward,
            < 0.69 => ReplyKind.Unsubscribe,
            _ => null,
        }
        : ReplyKind.Bounce;

    private static bool IsKnown(World world, Address person) => PropertyRules.FindBy(world, ObjectTypes.Contacts, "email", person.Email) is not null;
}
