using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Signals.Replies;
using CaseyOS.Core.Tests.Signals.Replies.Corpus;

namespace CaseyOS.Core.Tests.Signals.Replies;

/// <summary>Raw messages, from the wire to the verdict: MIME, charsets and header coding included.</summary>
public sealed class ReplyCorpusTests
{
    private const int MostErrors = 2;
    private static readonly HashSet<string> Own = ["casey@dwtb.example", "hello@dwtb.example", "casey.mercer@gmail.com"];
    private static readonly DateTimeOffset Received = new(2026, 11, 18, 10, 2, 41, TimeSpan.Zero);
    private static readonly List<Case> Cases = [.. HumanReplies.All, .. AutomaticAnswers.All, .. Bounces.All, .. Bystanders.All];

    [Fact]
    public void Corpus_HasTwoHundredDifferentMessages()
    {
        Assert.True(Cases.Count >= 200, $"{Cases.Count} messages");
        Assert.Equal(Cases.Count, Cases.DistinctBy(one => System.Text.Encoding.ASCII.GetString(one.Mail.Write())).Count());
        Assert.All(Enum.GetValues<ReplyKind>(), kind => Assert.Contains(Cases, one => one.Kind == kind));
    }

    [Fact]
    public void Judge_WholeCorpus_AtMostTwoErrors()
    {
        List<string> errors = [.. Cases.Select(one => Error(one, Judge(one))).OfType<string>()];

        Assert.True(errors.Count <= MostErrors, $"{errors.Count} errors of {Cases.Count}:\n{string.Join('\n', errors)}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Judge_BounceOrAutomaticAnswer_NeverCountsAsReply(bool full)
    {
        // Reports of success have the kind of machines only when their fields were read; a reply they are never.
        var machines = Cases.Where(one => one.Kind is ReplyKind.Bounced or ReplyKind.Automatic);

        Assert.DoesNotContain(machines, one => Judge(one, full).Kind == ReplyKind.Genuine);
    }

    [Fact]
    public void Judge_HeadersAndSnippetOnly_KeepsPeopleAndMachinesApart()
    {
        // What needs the parts: calendars that only their part shows, bare forwards, reports of success.
        var wrong = Cases.Where(one => (Judge(one, full: false).Kind == ReplyKind.Genuine) != (one.Kind == ReplyKind.Genuine) && one.Kind is not (ReplyKind.Calendar or ReplyKind.Forwarded));

        Assert.Empty(wrong.Select(one => one.Name));
    }

    [Fact]
    public void Judge_Always_SaysWhy() => Assert.All(Cases, one => Assert.Matches(@"^.{12,}[.:]$", Judge(one).Evidence.ReplaceLineEndings(" ")));

    private static ReplyVerdict Judge(Case one, bool full = true)
    {
        var message = RawReader.Read(one.Mail.Write(), "2", Received, full);
        var sent = new GmailMessage
        {
            Id = "1",
            ThreadId = "t1",
            Labels = ["SENT"],
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Message-ID"] = RawMail.SentId, ["Subject"] = "Spring lanes" },
            InternalDate = Received.AddHours(-2),
            From = new("casey@dwtb.example"),
            To = AddressHeader.Parse(one.SentTo),
        };
        return ReplyTest.Judge(message, one.WeWrote ? [sent, message] : [message], Own);
    }

    private static string? Error(Case one, ReplyVerdict verdict)
    {
        var expected = (one.Kind, one.Kind == ReplyKind.Genuine ? one.Sentiment ?? verdict.Sentiment?.Sentiment : null, one.BackOn, one.Bounce);
        var actual = (verdict.Kind, verdict.Sentiment?.Sentiment, verdict.BackOn?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "", verdict.Bounce);
        return expected == actual ? null : $"- {one.Name}\n    expected {expected}\n    was      {actual}: {verdict.Evidence} {verdict.Sentiment?.Words}";
    }
}
