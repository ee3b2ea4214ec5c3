using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Signals.Replies;

namespace CaseyOS.Core.Tests.Signals.Replies;

public sealed class ReplyTestTests
{
    private const string Casey = "casey@dwtb.example";
    private const string Ada = "ada@northwind.example";
    private static readonly HashSet<string> Own = [Casey, "hello@dwtb.example"];
    private static readonly DateTimeOffset Sent = new(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);

    private static readonly GmailMessage Ours = Mail("1", Casey, Ada, ("Message-ID", "<m1@mail.example>"), ("Subject", "Spring lanes")) with
    {
        Labels = ["SENT"],
        InternalDate = Sent,
    };

    [Fact]
    public void Judge_NamesOurMessage_IsGenuineAndShowsTheHeader()
    {
        var verdict = Judge(Mail("2", Ada, Casey, ("In-Reply-To", "<m1@mail.example>")));

        Assert.Equal(ReplyKind.Genuine, verdict.Kind);
        Assert.Equal("In-Reply-To names <m1@mail.example>, which you sent to ada@northwind.example.", verdict.Evidence);
        Assert.Same(Ours, verdict.Answered);
    }

    [Fact]
    public void Judge_TextThatTakesForEverToUnderstand_IsJudgedByItsHeaders()
    {
        var endless = string.Concat(Enumerable.Repeat("from ", 300)) + string.Concat(Enumerable.Repeat("1 ", 600)) + string.Concat(Enumerable.Repeat("to ", 400)) + "x 12 December";

        var verdict = Judge(Mail("2", Ada, Casey, ("In-Reply-To", "<m1@mail.example>"), ("Auto-Submitted", "auto-replied")) with { Text = endless });

        Assert.Equal((ReplyKind.Automatic, null), (verdict.Kind, verdict.BackOn));
    }

    [Fact]
    public void Judge_OnlyReferencesNameOurMessage_IsGenuine()
    {
        var verdict = Judge(Mail("2", "new@elsewhere.example", Casey, ("In-Reply-To", "<x@y>"), ("References", "<a@b>\r\n <m1@mail.example>\t<x@y>")));

        Assert.Equal(ReplyKind.Genuine, verdict.Kind);
        Assert.StartsWith("References names <m1@mail.example>", verdict.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Ada, ReplyKind.Genuine, "to whom you wrote")]
    [InlineData("bo@northwind.example", ReplyKind.Genuine, "a colleague of ada@northwind.example")]
    [InlineData("eve@other.example", ReplyKind.Forwarded, "to whom you did not write")]
    public void Judge_SameThreadWithoutReferences_DependsOnTheSender(string from, ReplyKind kind, string evidence)
    {
        var verdict = Judge(Mail("2", from, Casey));

        Assert.Equal(kind, verdict.Kind);
        Assert.Contains(evidence, verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_SamePublicMailDomain_MakesNoColleague()
    {
        var toGmail = Mail("1", Casey, "ada@gmail.com") with { InternalDate = Sent };

        Assert.Equal(ReplyKind.Forwarded, ReplyTest.Judge(Mail("2", "eve@gmail.com", Casey), [toGmail], Own).Kind);
    }

    [Theory]
    [InlineData(Casey)]
    [InlineData("hello@dwtb.example")]
    public void Judge_FromTheOwnerOrHisAlias_IsOwn(string from) =>
        Assert.Equal(ReplyKind.Own, Judge(Mail("2", from, Ada, ("In-Reply-To", "<m1@mail.example>"))).Kind);

    [Fact]
    public void Judge_ConversationThatTheOwnerNeverWroteIn_IsUnrelated()
    {
        var message = Mail("2", Ada, Casey);
        var draft = Ours with { Labels = ["DRAFT"] };
        var later = Ours with { InternalDate = message.InternalDate.AddHours(1) };

        Assert.Equal(ReplyKind.Unrelated, ReplyTest.Judge(message, [message], Own).Kind);
        Assert.Equal(ReplyKind.Unrelated, ReplyTest.Judge(message, [draft, message], Own).Kind);
        Assert.Equal(ReplyKind.Unrelated, ReplyTest.Judge(message, [message, later], Own).Kind);
        Assert.Equal(ReplyKind.Unrelated, ReplyTest.Judge(message with { From = null }, [Ours, message], Own).Kind);
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied", ReplyKind.Automatic)]
    [InlineData("Auto-Submitted", "auto-generated; owner-email=\"x\"", ReplyKind.Automatic)]
    [InlineData("Auto-Submitted", "no", ReplyKind.Genuine)]
    [InlineData("X-Autoreply", "yes", ReplyKind.Automatic)]
    [InlineData("X-Autorespond", "", ReplyKind.Automatic)]
    [InlineData("Precedence", "Bulk", ReplyKind.Automatic)]
    [InlineData("Precedence", "auto_reply", ReplyKind.Automatic)]
    [InlineData("Precedence", "first-class", ReplyKind.Genuine)]
    [InlineData("X-Auto-Response-Suppress", "All", ReplyKind.Genuine)]
    [InlineData("Subject", "Automatic reply: Spring lanes", ReplyKind.Automatic)]
    [InlineData("Subject", "Abwesenheitsnotiz: Spring lanes", ReplyKind.Automatic)]
    [InlineData("Subject", "Réponse automatique : Spring lanes", ReplyKind.Automatic)]
    [InlineData("Subject", "Respuesta automática: Spring lanes", ReplyKind.Automatic)]
    [InlineData("Subject", "Automatisch antwoord: Spring lanes", ReplyKind.Automatic)]
    [InlineData("Subject", "Odpowiedź automatyczna: Spring lanes", ReplyKind.Automatic)]
    [InlineData("Subject", "Re: Automatic reply settings", ReplyKind.Genuine)]
    [InlineData("Content-Type", "multipart/report; report-type=delivery-status; boundary=x", ReplyKind.Bounced)]
    [InlineData("Content-Type", "multipart/report; report-type=disposition-notification", ReplyKind.Automatic)]
    [InlineData("Return-Path", "<>", ReplyKind.Bounced)]
    [InlineData("Return-Path", "<ada@northwind.example>", ReplyKind.Genuine)]
    [InlineData("Content-Type", "text/calendar; method=REPLY", ReplyKind.Calendar)]
    [InlineData("Sender", "Google Calendar <calendar-notification@google.com>", ReplyKind.Calendar)]
    [InlineData("Subject", "Fwd: Spring lanes", ReplyKind.Forwarded)]
    [InlineData("Subject", "WG: Spring lanes", ReplyKind.Forwarded)]
    public void Judge_OneHeader_Decides(string header, string value, ReplyKind kind)
    {
        var verdict = Judge(Mail("2", Ada, Casey, ("In-Reply-To", "<m1@mail.example>"), (header, value)));

        Assert.Equal(kind, verdict.Kind);
        Assert.Contains(kind == ReplyKind.Genuine ? "In-Reply-To" : value, verdict.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 5.1.1 The email account does not exist", "5.1.1: hard bounce")]
    [InlineData("Delivery delayed: 4.4.1 no answer from host", "4.4.1: soft bounce")]
    [InlineData("Your message could not be delivered", "marks a delivery report.")]
    public void Judge_MailerDaemon_IsABounceHardOrSoft(string snippet, string evidence)
    {
        var verdict = Judge(Mail("2", "mailer-daemon@googlemail.com", Casey) with { Snippet = snippet });

        Assert.Equal(ReplyKind.Bounced, verdict.Kind);
        Assert.Contains(evidence, verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_OutOfOfficeWithEmptyReturnPath_IsAutomaticAndNoBounce() =>
        Assert.Equal(ReplyKind.Automatic, Judge(Mail("2", Ada, Casey, ("Return-Path", "<>"), ("Auto-Submitted", "auto-replied"))).Kind);

    [Fact]
    public void Judge_NotAddressedToTheOwner_IsABlindCopy()
    {
        Assert.Equal(ReplyKind.Forwarded, Judge(Mail("2", Ada, "bo@northwind.example", ("In-Reply-To", "<m1@mail.example>"))).Kind);
        Assert.Equal(ReplyKind.Genuine, Judge(Mail("2", Ada, "bo@northwind.example", ("In-Reply-To", "<m1@mail.example>")) with { Cc = [new(Casey)] }).Kind);
        Assert.Equal(ReplyKind.Genuine, Judge(Mail("2", Ada, "casey+lanes@dwtb.example", ("In-Reply-To", "<m1@mail.example>"))).Kind);
    }

    [Fact]
    public void Judge_AnswerToTheReplyToAddress_IsGenuine()
    {
        var ours = Mail("1", Casey, Ada, ("Message-ID", "<m1@mail.example>"), ("Reply-To", "Sales <sales@dwtb.example>")) with { InternalDate = Sent };

        Assert.Equal(ReplyKind.Genuine, ReplyTest.Judge(Mail("2", Ada, "sales@dwtb.example", ("In-Reply-To", "<m1@mail.example>")), [ours], Own).Kind);
    }

    private static ReplyVerdict Judge(GmailMessage message) => ReplyTest.Judge(message, [Ours, message], Own);

    private static GmailMessage Mail(string id, string from, string to, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Subject"] = "Re: Spring lanes" };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return new()
        {
            Id = id,
            ThreadId = "t1",
            Labels = ["INBOX"],
            Headers = all,
            InternalDate = Sent.AddHours(2),
            From = new(from),
            To = [new(to)],
        };
    }
}
