using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market;

/// <summary>A simulated person answers a mail: the answer lands in the user's inbox and, as a connected inbox does it, in the CRM.</summary>
internal static class People
{
    /// <summary>The newest mail that anybody here sent to this person.</summary>
    public static Message? LatestMailTo(World world, string email) => world.Messages.All
        .Where(message => message.Has(Label.Sent) && Outgoing.Recipients(message.Mime).Any(to => to.Email.Equals(email, StringComparison.OrdinalIgnoreCase)))
        .OrderByDescending(message => message.Date)
        .FirstOrDefault();

    /// <param name="at">When the person wrote; the clock may have been moved past it.</param>
    public static Message Reply(World world, Message sent, string person, ReplyKind kind, DateTimeOffset at, string language = "en")
    {
        world.Plans.Remove(sent.Id);
        var account = Accounts.Find(sent.Account)!;
        var answer = ReplyWriter.Write(world, sent, account, Who(world, sent, person), kind, at, language);
        var received = world.Add(sent.Account, sent.ThreadId, answer, at, Label.Inbox, Label.Unread);
        if (kind is ReplyKind.Positive or ReplyKind.Neutral or ReplyKind.Negative or ReplyKind.Unsubscribe or ReplyKind.Forward or ReplyKind.Colleague)
        {
            LogToCrm(world, received, person);
        }

        return received;
    }

    private static Address Who(World world, Message sent, string person)
    {
        var contact = PropertyRules.FindBy(world, ObjectTypes.Contacts, "email", person);
        var name = contact is not null ? $"{contact["firstname"]} {contact["lastname"]}".Trim()
            : Outgoing.Recipients(sent.Mime).FirstOrDefault(to => to.Email == person)?.Name ?? "";
        return new Address(name.Length > 0 ? name : NameFrom(person), person);
    }

    private static string NameFrom(string email) => string.Join(' ', email.Split('@')[0].Split('.', '_', '-')
        .Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static void LogToCrm(World world, Message received, string person)
    {
        if (PropertyRules.FindBy(world, ObjectTypes.Contacts, "email", person) is not { } contact)
        {
            return;
        }

        var now = Wire.Time(received.Date);
        var mail = world.Create(ObjectTypes.Emails, new Dictionary<string, string?>
        {
            ["hs_timestamp"] = now,
            ["hs_email_direction"] = "INCOMING_EMAIL",
            ["hs_email_status"] = "SENT",
            ["hs_email_subject"] = received.Mime["Subject"],
            ["hs_email_text"] = received.Mime.Text,
        }, actor: null);
        world.Link(mail, contact);
        foreach (var link in world.Links.Of(contact.Type, contact.Id).Where(link => link.ToType is "deals" or "companies").ToArray())
        {
            if (world.Objects(ObjectTypes.Get(link.ToType)).Find(link.ToId) is { Archived: false } neighbour && neighbour["hs_is_closed"] != "true")
            {
                world.Link(mail, neighbour);
            }
        }

        world.Update(
            world.Objects(ObjectTypes.Contacts).Find(contact.Id)!,
            new Dictionary<string, string?> { ["hs_email_last_open_date"] = now, ["hs_email_last_reply_date"] = now },
            actor: null);
    }
}
