using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Conversations about the deals: in the CRM as e-mails, and in the mailbox of whoever led them.</summary>
internal static class SeedMail
{
    public static void Run(SeedContext seed)
    {
        foreach (var deal in seed.Deals.Where(_ => seed.Dice.Chance(0.8)))
        {
            Conversation(seed, deal);
        }

        foreach (var account in Accounts.All)
        {
            seed.World.ForgetHistory(account.Email);
        }
    }

    private static void Conversation(SeedContext seed, SeededDeal deal)
    {
        var dice = seed.Dice;
        var account = deal.OwnerId == Owners.Alex.Id ? Accounts.Alex : Accounts.Casey;
        var person = new Address($"{deal.People[0]["firstname"]} {deal.People[0]["lastname"]}", deal.People[0]["email"]!);
        var subject = $"{char.ToUpperInvariant(deal.Deal["dealname"]!.Split(": ")[^1][0])}{deal.Deal["dealname"]!.Split(": ")[^1][1..]} for {deal.Company.Company["name"]}";
        var length = dice.Between(1, 4);

        // The last word fell when the deal came to rest; in a proposal stage usually some days ago.
        var last = Math.Max(SeedActivities.Age(seed, deal) - dice.Between(0.0, 2), deal.Stage.Id == "proposalsent" && dice.Chance(0.75) ? 3.5 : 0.1);
        string? thread = null;
        var references = new List<string>();
        for (var i = 0; i < length; i++)
        {
            var at = seed.DaysAgo(last + ((length - 1 - i) * dice.Between(1.0, 4)));
            var outgoing = i % 2 == 0;
            var text = outgoing ? SeedTexts.Outgoing(dice, i, person.Name.Split(' ')[0], account, deal) : ReplyTexts.Pick(dice.Chance(0.7) ? ReplyKind.Positive : ReplyKind.Neutral, dice, person.Name.Split(' ')[0], account);
            SeedActivities.Log(seed, deal, ObjectTypes.Emails, at, new()
            {
                ["hs_email_direction"] = outgoing ? "EMAIL" : "INCOMING_EMAIL",
                ["hs_email_status"] = "SENT",
                ["hs_email_subject"] = i == 0 ? subject : "Re: " + subject,
                ["hs_email_text"] = text,
            });
            var me = new Address(account.Name, account.Email);
            var message = Write(seed, outgoing ? me : person, outgoing ? person : me, i == 0 ? subject : "Re: " + subject, at, text, references);
            thread = seed.World.Add(account.Email, thread, message, at, outgoing ? [Label.Sent] : [Label.Inbox]).ThreadId;
        }
    }

    private static byte[] Write(SeedContext seed, Address from, Address to, string subject, DateTimeOffset at, string text, List<string> references)
    {
        var id = $"<{seed.World.NewMailId()}.seed@{from.Domain}>";
        var headers = new List<MimeHeader>
        {
            new("From", from.ToString()), new("To", to.ToString()), new("Subject", subject), new("Date", MimeWriter.Date(at)), new("Message-ID", id),
        };
        if (references.Count > 0)
        {
            headers.Add(new("In-Reply-To", references[^1]));
            headers.Add(new("References", string.Join(' ', references)));
        }

        references.Add(id);
        return MimeWriter.Text(headers, text);
    }
}
