using CaseyOS.Core.Signals.Replies;
using static CaseyOS.Core.Signals.Replies.BounceKind;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>Delivery reports as Gmail, Exchange, Postfix, Exim, qmail and Sendmail write them, with and without fields.</summary>
internal static class Bounces
{
    private const string Report = "multipart/report; report-type=delivery-status";
    private const string Google = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>";

    private static readonly (string From, string Subject, BounceKind Kind, string Text, string Fields)[] Reports =
    [
        (Google, "Delivery Status Notification (Failure)", Hard, "Address not found\n\nYour message wasn't delivered to ada@northwind.example because the address couldn't be found.", "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist."),
        (Google, "Delivery Status Notification (Failure)", Hard, "Message blocked\n\nYour message to ada@northwind.example has been blocked.", "Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 Relay access denied"),
        (Google, "Delivery Status Notification (Delay)", Soft, "Delivery incomplete\n\nThere was a temporary problem delivering your message. Gmail will retry for 46 more hours.", "Action: delayed\nStatus: 4.4.1\nWill-Retry-Until: Fri, 20 Nov 2026 02:00:00 -0800"),
        (Google, "Delivery Status Notification (Failure)", Hard, "Recipient inbox full", "Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space"),
        ("Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@northwind.example>", "Undeliverable: Spring lanes", Hard, "Your message to ada@northwind.example couldn't be delivered. ada wasn't found at northwind.example.", "Action: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
        ("postmaster@northwind.example", "Unzustellbar: Spring lanes", Hard, "Ihre Nachricht an ada@northwind.example konnte nicht zugestellt werden.", "Action: failed\nStatus: 5.4.1\nDiagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied"),
        ("postmaster@northwind.example", "Verzögert: Spring lanes", Soft, "Die Zustellung an ada@northwind.example hat sich verzögert.", "Action: delayed\nStatus: 4.4.7"),
        ("Mail Delivery System <MAILER-DAEMON@mx1.northwind.example>", "Undelivered Mail Returned to Sender", Hard, "This is the mail system at host mx1.\n\nI'm sorry to have to inform you that your message could not be delivered.", "Reporting-MTA: dns; mx1.northwind.example\n\nFinal-Recipient: rfc822; ada@northwind.example\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; 10.5.1.1"),
        ("Mail Delivery System <MAILER-DAEMON@mx1.northwind.example>", "Delayed Mail (still being retried)", Soft, "THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.", "Final-Recipient: rfc822; ada@northwind.example\nAction: delayed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 Mailbox full"),
        ("Mail Delivery System <Mailer-Daemon@exim.northwind.example>", "Mail delivery failed: returning message to sender", Hard, "A message that you sent could not be delivered to one or more of its recipients.", "Action: failed\nFinal-Recipient: rfc822;ada@northwind.example\nStatus: 5.0.0"),
        ("Mail Delivery System <Mailer-Daemon@exim.northwind.example>", "Warning: message 1kf-0007 delayed 24 hours", Soft, "No action is required on your part. Delivery attempts will continue for some time.", "Action: delayed\nFinal-Recipient: rfc822;ada@northwind.example\nStatus: 4.0.0"),
        ("Mail Delivery Subsystem <MAILER-DAEMON@sendmail.northwind.example>", "Returned mail: see transcript for details", Hard, "The original message was received at Wed, 18 Nov 2026\n----- The following addresses had permanent fatal errors -----", "Final-Recipient: RFC822; ada@northwind.example\nAction: failed\nStatus: 5.1.2\nDiagnostic-Code: SMTP; 550 Host unknown"),
        ("postmaster@wp.example", "Niedostarczona wiadomość", Hard, "Wiadomość nie została dostarczona do adresata.", "Action: failed\nStatus: 5.5.0"),
        ("postmaster@correo.example", "No se puede entregar: Spring lanes", Hard, "No se encontró la dirección de correo.", "Action: failed\nStatus: 5.1.1"),
        ("postmaster@courriel.example", "Non remis : Spring lanes", Hard, "Votre message n'a pas pu être remis.", "Action: failed\nStatus: 5.7.133"),
        ("postmaster@post.example", "Onbestelbaar: Spring lanes", Soft, "Uw bericht kon nog niet worden afgeleverd.", "Action: delayed\nStatus: 4.7.0"),
        ("noreply-report@security.example", "Delivery report", Hard, "The gateway rejected your message.", "Action: failed\nStatus: 5.6.0"),
        ("Ada Lund <ada@northwind.example>", "Re: Spring lanes", Hard, "Sounds good, let's talk. (This text is in a report and no person's.)", "Action: failed\nStatus: 5.3.4"),
    ];

    // Without fields: old servers only write a text.
    private static readonly (string From, string Subject, BounceKind Kind, string Text, (string, string)[] Headers)[] Texts =
    [
        ("MAILER-DAEMON@qmail.northwind.example", "failure notice", Hard, "Hi. This is the qmail-send program at qmail.northwind.example.\nI'm afraid I wasn't able to deliver your message.\n<ada@northwind.example>:\n10.4.2.1 does not like recipient.\nRemote host said: 550 5.1.1 User unknown", []),
        ("MAILER-DAEMON@yahoo.example", "Failure Notice", Hard, "Sorry, we were unable to deliver your message to the following address.\n552 1 Requested mail action aborted, mailbox not found", []),
        ("MAILER-DAEMON@old.example", "Mail failure", Unknown, "The message could not be delivered. No further information is available.", []),
        ("Mail Delivery System <mailer-daemon@gmx.example>", "Mail delivery failed", Soft, "SMTP error from remote server: 451 Temporary local problem, please try later", []),
        ("bounces@relay.example", "Returned", Hard, "Delivery to ada@northwind.example failed: 5.4.4 unable to route", [("Return-Path", "<>")]),
        ("notice@relay.example", "Undeliverable", Unknown, "Your mail did not get through.", [("Return-Path", "<>")]),
        ("nobody@relay.example", "Delivery failure", Hard, "554 5.7.5 Permanent error evaluating DMARC policy", [("X-Failed-Recipients", "ada@northwind.example")]),
        ("mailer-daemon@googlemail.com", "Delivery Status Notification (Delay)", Soft, "Delivery is delayed; it will be retried.", [("Auto-Submitted", "auto-replied")]),
        ("Postmaster <postmaster@northwind.example>", "Automatic reply: undeliverable", Hard, "The user is gone. Status 5.1.6", [("Auto-Submitted", "auto-replied")]),
    ];

    public static IEnumerable<Case> All => Reports.Select((report, index) => new Case($"report {index}: {report.Subject} | {report.Fields}", ReplyKind.Bounced, new RawMail
    {
        From = report.From,
        Subject = report.Subject,
        Type = index % 3 == 0 ? "multipart/report; report-type=\"delivery-status\"" : Report,
        Program = index % 2 == 0 ? Program.Thunderbird : Program.Phone,
        Quotes = false,
        Headers = index % 2 == 0 ? [("Return-Path", "<>"), ("Auto-Submitted", "auto-replied")] : [("X-Mailer", "report")],
        Body = report.Text,
        Parts = [$"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\nFinal-Recipient: rfc822; ada@northwind.example\r\n{report.Fields}\r\n", "Content-Type: text/rfc822-headers\r\n\r\nSubject: Spring lanes\r\nTo: ada@northwind.example\r\n"],
    })
    {
        Bounce = report.Kind,
    }).Concat(Texts.Select((text, index) => new Case($"bounce {index}: {text.Subject} | {text.Text}", ReplyKind.Bounced, new RawMail
    {
        From = text.From,
        Subject = text.Subject,
        Program = index % 2 == 0 ? Program.Apple : Program.Thunderbird,
        Quotes = false,
        Answers = index % 2 == 0,
        Headers = text.Headers,
        Body = text.Text,
    })
    {
        Bounce = text.Kind,
    }));
}
