using CaseyOS.Core.Signals.Replies;
using static CaseyOS.Core.Signals.Replies.ReplyKind;
using static CaseyOS.Core.Tests.Signals.Replies.Corpus.Program;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>Mail in our conversations that answers nothing, and near misses that do: forwards, blind copies, colleagues, aliases, calendars.</summary>
internal static class Bystanders
{
    private const string Ada = "Ada Lund <ada@northwind.example>";
    private const string Text = "Hi Casey, thanks, I will look at it.";

    public static IEnumerable<Case> All =>
    [
        // Forwards
        Make("forward to us", Forwarded, Ada, new() { From = Ada, Subject = "Fwd: Spring lanes", Body = "For your records, what we discussed with the carrier." }),
        Make("forward, German", Forwarded, Ada, new() { From = Ada, Subject = "WG: Spring lanes", Program = Outlook, Body = "Zur Info, Grüße Ada" }),
        Make("forward, French", Forwarded, Ada, new() { From = Ada, Subject = "TR : Spring lanes", Program = Outlook, Body = "Bonjour, pour information." }),
        Make("forward, Spanish", Forwarded, Ada, new() { From = Ada, Subject = "RV: Spring lanes", Body = "Te lo reenvío." }),
        Make("forward, Dutch", Forwarded, Ada, new() { From = Ada, Subject = "Doorst: Spring lanes", Body = "Ter info." }),
        Make("forward, Polish", Forwarded, Ada, new() { From = Ada, Subject = "PD: Spring lanes", Body = "Przesyłam dalej." }),
        Make("forward, FW", Forwarded, Ada, new() { From = Ada, Subject = "FW: Spring lanes", Program = OutlookHtml, Body = "See below." }),
        Make("bare forward under our subject", Forwarded, Ada, new() { From = Ada, Quotes = false, Body = "---------- Forwarded message ---------\nFrom: Bo <bo@northwind.example>\nSubject: rates\n\nI am interested." }),
        Make("stranger in the thread", Forwarded, Ada, new() { From = "Eve <eve@other.example>", Answers = false, Body = "Ada sent me your mail. Sounds good, let's talk." }),
        Make("another user of a public domain", Forwarded, "Ada <ada.lund@gmail.com>", new() { From = "Eve <eve@gmail.com>", Answers = false, Body = Text }),
        Make("another user of a German public domain", Forwarded, "Uta <uta@gmx.de>", new() { From = "Jo <jo@gmx.de>", Answers = false, Body = "Klingt gut." }),
        Make("another user of a Polish public domain", Forwarded, "Zofia <zofia@wp.pl>", new() { From = "Jan <jan@wp.pl>", Answers = false, Body = "Brzmi ciekawie." }),

        // Blind copies
        Make("blind copy of an internal mail", Forwarded, Ada, new() { From = Ada, To = "Bo Dahl <bo@northwind.example>", Body = "Bo, shall we do this? I am interested." }),
        Make("blind copy to undisclosed", Forwarded, Ada, new() { From = Ada, To = "undisclosed-recipients:;", Body = "To all suppliers: our office moves in May." }),
        Make("list copy", Forwarded, Ada, new() { From = Ada, To = "logistics@lists.northwind.example", Body = "Minutes of the meeting" }),

        // Our side
        Make("ourselves", Own, Ada, new() { From = RawMail.Casey, To = Ada, Body = "One more thing, Ada." }),
        Make("our alias", Own, Ada, new() { From = "DWTB <hello@dwtb.example>", To = Ada, Body = "Following up from our shared address." }),
        Make("our tagged address", Own, Ada, new() { From = "casey+crm@dwtb.example", To = Ada, Body = "Copy for the CRM." }),
        Make("our private alias, another name", Own, Ada, new() { From = "=?UTF-8?Q?C=C3=A1sey?= <casey.mercer@gmail.com>", To = Ada, Body = "Sent from my private phone." }),
        Make("our colleague joins in", Colleague, Ada, new() { From = "Robin <robin@dwtb.example>", Body = "Casey, sounds good, I would offer 3 %." }),
        Make("our colleague answers all", Colleague, Ada, new() { From = "Sam <sam@dwtb.example>", To = $"{RawMail.Casey}, {Ada}", Program = Outlook, Body = "Adding the numbers." }),
        Make("our colleague without references", Colleague, Ada, new() { From = "Kim <kim@dwtb.example>", Answers = false, Body = "FYI they called." }),
        Make("our colleague to whom we wrote", Genuine, "Robin <robin@dwtb.example>", new() { From = "Robin <robin@dwtb.example>", Body = "Thanks, I will read it." }),
        Make("no mail of ours in the thread", Unrelated, Ada, new() { From = Ada, Answers = false, Body = "Hello, are you interested in our warehouse?" }, weWrote: false),
        Make("newsletter", Unrelated, Ada, new() { From = "News <news@paper.example>", Answers = false, Headers = [("List-Unsubscribe", "<https://paper.example/u/1>"), ("Precedence", "bulk")], Body = "This week in logistics" }, weWrote: false),
        Make("bounce of somebody else's mail", Unrelated, Ada, new() { From = "mailer-daemon@googlemail.com", Answers = false, Body = "Address not found" }, weWrote: false),

        // Near misses: people after all
        Make("colleague of the recipient, references", Genuine, Ada, new() { From = "Bo Dahl <bo@northwind.example>", Body = "Ada passed this on to me. What would the next step be?" }),
        Make("colleague of the recipient, same thread", Genuine, Ada, new() { From = "Bo Dahl <bo@northwind.example>", Answers = false, Body = "Ada is on leave, I take this over." }),
        Make("the recipient from his phone's other address", Genuine, Ada, new() { From = "Ada <ada.private@gmail.com>", Program = Phone, Body = "Writing from home, got it." }),
        Make("only in Cc", Genuine, Ada, new() { From = Ada, To = "Bo Dahl <bo@northwind.example>", Headers = [("Cc", RawMail.Casey)], Body = "Bo, Casey, please sort it out between you." }),
        Make("to our tagged address", Genuine, Ada, new() { From = Ada, To = "casey+lanes@dwtb.example", Body = Text }),
        Make("to our alias", Genuine, Ada, new() { From = Ada, To = "\"Mercer, Casey\" <hello@dwtb.example>", Body = Text }),
        Make("Auto-Submitted: no", Genuine, Ada, new() { From = Ada, Headers = [("Auto-Submitted", "no")], Body = Text }),
        Make("X-Auto-Response-Suppress proves nothing", Genuine, Ada, new() { From = Ada, Headers = [("X-Auto-Response-Suppress", "All")], Body = Text }),
        Make("Precedence: list", Genuine, Ada, new() { From = Ada, Headers = [("Precedence", "list")], Body = Text }),
        Make("about automatic replies", Genuine, Ada, new() { From = Ada, Subject = "Re: Automatic reply settings", Body = Text }),
        Make("about an absence", Genuine, Ada, new() { From = Ada, Subject = "Re: Out of office cover", Body = "I am out of the office until Monday, please talk to Bo. Sent by hand!" }),
        Make("a postmaster's namesake", Genuine, "Post Master <post.master@northwind.example>", new() { From = "Post Master <post.master@northwind.example>", Body = Text }),
        Make("talks about a bounce", Genuine, Ada, new() { From = Ada, Body = "Your first mail bounced with 550 5.1.1, this address works." }),
        Make("attached .ics file", Genuine, Ada, new() { From = Ada, Body = "Here are the port's opening hours.", Parts = ["Content-Type: text/calendar; charset=utf-8; name=\"hours.ics\"\r\nContent-Disposition: attachment; filename=\"hours.ics\"\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"] }),
        Make("attached contract", Genuine, Ada, new() { From = Ada, Body = "Signed copy attached.", Parts = ["Content-Type: application/pdf; name=\"contract.pdf\"\r\nContent-Disposition: attachment; filename=\"contract.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"] }),
        Make("an answer to a forward of ours", Genuine, Ada, new() { From = Ada, Subject = "Re: Fwd: Spring lanes", Body = Text }),

        // Receipts and reports of success
        Make("read receipt", Automatic, Ada, new() { From = Ada, Subject = "Read: Spring lanes", Type = "multipart/report; report-type=disposition-notification", Quotes = false, Program = Thunderbird, Body = "This is a return receipt.", Parts = ["Content-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n"] }),
        Make("delivery receipt", Automatic, Ada, new() { From = "postmaster@northwind.example", Subject = "Delivered: Spring lanes", Type = "multipart/report; report-type=delivery-status", Quotes = false, Program = Thunderbird, Body = "Your message has been delivered.", Parts = ["Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ada@northwind.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n"] }),
        Make("complaint report", Automatic, Ada, new() { From = "complaints@isp.example", Subject = "Abuse report", Type = "multipart/report; report-type=feedback-report", Quotes = false, Program = Thunderbird, Body = "This is an abuse report.", Parts = ["Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n"] }),
        .. CalendarAnswers(),
    ];

    private static IEnumerable<Case> CalendarAnswers()
    {
        (string Subject, string Method, string Text)[] answers =
        [
            ("Accepted: Spring lanes call", "REPLY", "Ada Lund has accepted this invitation."), ("Declined: Spring lanes call", "REPLY", "Ada Lund has declined this invitation. Not interested."),
            ("Tentative: Spring lanes call", "REPLY", "Ada Lund has replied Maybe."), ("Zugesagt: Spring lanes", "REPLY", "Zugesagt"), ("Accepté : Spring lanes", "REPLY", "A accepté"),
            ("Aceptado: Spring lanes", "REPLY", "Aceptado"), ("Geaccepteerd: Spring lanes", "REPLY", "Geaccepteerd"), ("Zaakceptowano: Spring lanes", "REPLY", "Zaakceptowano"),
            ("New time proposed: Spring lanes", "COUNTER", "Could we do Thursday instead?"), ("Invitation: Spring lanes", "REQUEST", "You have been invited."), ("Canceled: Spring lanes", "CANCEL", "The meeting was cancelled."),
        ];
        foreach (var (subject, method, text) in answers)
        {
            yield return Make($"calendar: {subject}", Calendar, Ada, new()
            {
                From = Ada,
                Subject = subject,
                Quotes = false,
                Program = Thunderbird,
                Body = text,
                Parts = [$"Content-Type: text/calendar; charset=\"UTF-8\"; method={method}\r\nContent-Transfer-Encoding: 7bit\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n"],
            });
        }

        yield return Make("calendar: by Google on behalf", Calendar, Ada, new() { From = Ada, Subject = "Accepted: Spring lanes @ Thu", Headers = [("Sender", "Google Calendar <calendar-notification@google.com>")], Body = "Ada Lund has accepted." });
        yield return Make("calendar: Exchange", Calendar, Ada, new() { From = Ada, Subject = "Abgelehnt: Spring lanes", Program = OutlookHtml, Headers = [("X-MS-Exchange-Calendar-Originator-Id", "f00d")], Body = "Abgelehnt" });
        yield return Make("calendar: empty return path", Calendar, Ada, new() { From = Ada, Subject = "Refusé : Spring lanes", Program = Thunderbird, Quotes = false, Headers = [("Return-Path", "<>")], Body = "A refusé", Parts = ["Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"] });
    }

    private static Case Make(string name, ReplyKind kind, string sentTo, RawMail mail, bool weWrote = true) => new(name, kind, mail) { SentTo = sentTo, WeWrote = weWrote };
}
