using System.Globalization;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market;

/// <summary>Turns the intention to answer into a message with the headers that such a message really has.</summary>
internal static class ReplyWriter
{
    public static byte[] Write(World world, Message sent, Account account, Address person, ReplyKind kind, DateTimeOffset at, string language)
    {
        var dice = Dice.For(world.Tenant.Seed, sent.Id, kind);
        var subject = sent.Mime["Subject"] ?? "";
        var answer = subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : "Re: " + subject;
        var first = person.Name.Split(' ')[0];
        switch (kind)
        {
            case ReplyKind.Bounce or ReplyKind.SoftBounce:
                return Report(world, sent, account, person, at, hard: kind == ReplyKind.Bounce);
            case ReplyKind.OutOfOffice:
                return MimeWriter.Text(
                    [.. Headers(world, at, sent, account, person, AbsenceNotes.Subject(language) + subject), new("Auto-Submitted", "auto-replied"), new("X-Autoreply", "yes"), new("Precedence", "auto_reply")],
                    AbsenceNotes.Text(language, first, Back(at, dice)));
            case ReplyKind.ForwardedMail:
                return MimeWriter.Text(Headers(world, at, sent, account, person, "Fwd: " + subject), $"Putting {account.GivenName} in the loop.\n\n---------- Forwarded message ---------{Quote(sent, account)}");
            case ReplyKind.BlindCopy:
                var third = ReplyTexts.Colleague(person, dice);
                MimeHeader[] copy = [.. Headers(world, at, sent, account, person, answer).Where(header => header.Name != "To"), new("To", third.ToString())];
                return MimeWriter.Text(copy, $"Hi {third.Name.Split(' ')[0]},\n\nwhat do you make of this offer?\n\n{first}" + Quote(sent, account));
            case ReplyKind.Team:
                var mate = account == Accounts.Alex ? Accounts.Casey : Accounts.Alex;
                return MimeWriter.Text(Headers(world, at, sent, account, new(mate.Name, mate.Email), answer), $"Hi {account.GivenName},\n\nshall I take this one?\n\n{mate.GivenName}" + Quote(sent, account));
            case ReplyKind.Forward or ReplyKind.Colleague:
                var colleague = ReplyTexts.Colleague(person, dice);
                return MimeWriter.Text(Headers(world, at, sent, account, colleague, answer), ReplyTexts.Forwarded(colleague, first, account) + Quote(sent, account));
            default:
                return MimeWriter.Text(Headers(world, at, sent, account, person, answer), ReplyTexts.Pick(kind, dice, first, account) + Quote(sent, account));
        }
    }

    private static byte[] Report(World world, Message sent, Account account, Address person, DateTimeOffset at, bool hard)
    {
        var (word, text) = hard
            ? ("Failure", $"Address not found\n\nYour message wasn't delivered to {person.Email} because the address couldn't be found, or is unable to receive mail.\n")
            : ("Delay", $"Delivery incomplete\n\nThere was a temporary problem delivering your message to {person.Email}. Gmail will retry for 45 more hours.\n");
        return MimeWriter.DeliveryReport(
            [.. Headers(world, at, sent, account, new("Mail Delivery Subsystem", "mailer-daemon@googlemail.com"), $"Delivery Status Notification ({word})"),
                new("Return-Path", "<>"), new("Auto-Submitted", "auto-replied"), new("X-Failed-Recipients", person.Email)],
            person.Email,
            text,
            hard);
    }

    private static MimeHeader[] Headers(World world, DateTimeOffset at, Message sent, Account account, Address from, string subject)
    {
        var id = sent.Mime["Message-ID"] ?? "";
        return
        [
            new("From", from.ToString()),
            new("To", Address.Parse(sent.Mime["From"]) is [var sender, ..] ? sender.ToString() : account.Email),
            new("Subject", subject),
            new("Date", MimeWriter.Date(at)),
            new("Message-ID", $"<{world.NewMailId()}.{at.ToUnixTimeSeconds()}@{from.Domain}>"),
            new("In-Reply-To", id),
            new("References", $"{sent.Mime["References"]} {id}".Trim()),
        ];
    }

    private static DateTimeOffset Back(DateTimeOffset now, Dice dice)
    {
        var day = now.AddDays(dice.Between(3, 9));
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(2),
            DayOfWeek.Sunday => day.AddDays(1),
            _ => day,
        };
    }

    private static string Quote(Message sent, Account account)
    {
        var when = sent.Date.ToString("ddd, MMM d, yyyy 'at' h:mm tt", CultureInfo.InvariantCulture);
        var lines = sent.Mime.Text.ReplaceLineEndings("\n").Split('\n').Select(line => "> " + line);
        return $"\n\nOn {when} {account.Name} <{account.Email}> wrote:\n\n{string.Join('\n', lines)}\n";
    }
}
