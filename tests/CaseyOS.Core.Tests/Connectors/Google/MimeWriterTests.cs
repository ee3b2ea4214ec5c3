using System.Text;
using CaseyOS.Core.Connectors.Google;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Connectors.Google;

public sealed class MimeWriterTests
{
    // All of Unicode, often the troublesome parts of it; lone surrogates are not text.
    private static readonly Arbitrary<string> AnyText = Gen.ArrayOf(Gen.Frequency(
            (6, Gen.Choose(' ', '~').Select(letter => ((char)letter).ToString())),
            (2, Gen.Elements("\t", "=", "?", "=?utf-8?B?", "?=", "  ", ".", "From ", "\"", "\\", "<", ">", ",", ":", "ü", "漢", "😀", "e\u0301", "\u2028", "\u0001")),
            (1, Gen.Elements("\r\n", "\n", "\r"))))
        .Select(string.Concat)
        .ToArbitrary();

    private static readonly OutgoingMail Plain = new() { To = "ada@northwind.example", Subject = "Lanes", Body = "Hello" };

    [Fact]
    public void Write_AnySubjectNameAndBody_AreReadBackAsTheyWere() =>
        Prop.ForAll(AnyText, AnyText, AnyText, (subject, name, body) =>
        {
            var (title, person) = (OneLine(subject), OneLine(name).Trim());
            var mail = new MimeReader(MimeWriter.Write(Plain with { Subject = title, ToName = person, Body = body }));

            return mail.Text("Subject") == title
                && mail.Text("To") == (person.Length == 0 ? "ada@northwind.example" : $"{Quoted(mail["To"], person)} <ada@northwind.example>")
                && mail.Body.TrimEnd('\r', '\n') == body.ReplaceLineEndings("\r\n").TrimEnd('\r', '\n');
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Write_AnyText_IsAsciiInLinesThatEveryRelayTakes() =>
        Prop.ForAll(AnyText, AnyText, (subject, body) =>
        {
            var raw = new MimeReader(MimeWriter.Write(Plain with { Subject = OneLine(subject), ToName = OneLine(subject), Body = body })).Raw;
            var lines = raw.Split("\r\n");
            return raw.All(letter => letter is >= ' ' and <= '~' or '\r' or '\n' or '\t')
                && lines.All(line => line.Length <= 78 && !line.Contains('\r') && !line.Contains('\n'))
                && lines.Where(line => line.Contains("=?utf-8?B?", StringComparison.Ordinal)).All(line => line.Length <= 76);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData("\r\nBcc: eve@evil.example")]
    [InlineData("\nBcc: eve@evil.example")]
    [InlineData("\rBcc: eve@evil.example")]
    [InlineData("\0")]
    public void Write_LineBreakInAnyHeader_IsRefusedNamingTheField(string attack)
    {
        (string Field, OutgoingMail Mail)[] attacks =
        [
            ("to", Plain with { To = "ada@northwind.example" + attack }),
            ("to_name", Plain with { ToName = "Ada" + attack }),
            ("subject", Plain with { Subject = "Lanes" + attack }),
            ("in_reply_to", Plain with { InReplyTo = $"<a@b{attack}>" }),
            ("references", Plain with { References = ["<a@b>", $"<c@d{attack}>"] }),
            ("from", Plain with { From = new("casey@dwtb.example" + attack) }),
            ("from_name", Plain with { From = new("casey@dwtb.example", "Casey" + attack) }),
            ("headers.X-Reason", Plain with { Headers = new Dictionary<string, string> { ["X-Reason"] = "why" + attack } }),
            ("headers", Plain with { Headers = new Dictionary<string, string> { ["X-Reason" + attack] = "why" } }),
        ];

        Assert.All(attacks, attempt => Assert.Contains(attempt.Field, Assert.Throws<ValidationException>(() => MimeWriter.Write(attempt.Mail)).Errors.Keys));
    }

    [Theory]
    [InlineData("Bcc")]
    [InlineData("to")]
    [InlineData("Content-Type")]
    [InlineData("X Reason")]
    [InlineData("X:Reason")]
    public void Write_HeaderThatIsNotAFurtherOne_IsRefused(string name) =>
        Assert.Throws<ValidationException>(() => MimeWriter.Write(Plain with { Headers = new Dictionary<string, string> { [name] = "x" } }));

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@northwind.example")]
    [InlineData("ada@northwind")]
    [InlineData("ada lund@northwind.example")]
    [InlineData("ada@north wind.example")]
    [InlineData("ada@northwind.example, eve@evil.example")]
    [InlineData("<ada@northwind.example>")]
    [InlineData(".ada@northwind.example")]
    [InlineData("ada..lund@northwind.example")]
    [InlineData("ada@-northwind.example")]
    [InlineData("")]
    public void Write_RecipientThatIsNoAddress_IsRefused(string to) =>
        Assert.Contains("to", Assert.Throws<ValidationException>(() => MimeWriter.Write(Plain with { To = to })).Errors.Keys);

    [Theory]
    [InlineData("ada@northwind.example", "ada@northwind.example")]
    [InlineData("ada+lanes@north-wind.co.example", "ada+lanes@north-wind.co.example")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    public void Write_Address_StandsInTheToHeader(string to, string written) =>
        Assert.Equal(written, new MimeReader(MimeWriter.Write(Plain with { To = to }))["To"]);

    [Fact]
    public void Write_AnswerInAThread_NamesTheMessagesItAnswers()
    {
        string[] earlier = [.. Enumerable.Range(1, 20).Select(number => $"<message-{number}@mail.northwind.example>")];

        var mail = new MimeReader(MimeWriter.Write(Plain with { InReplyTo = earlier[^1], References = earlier }));

        Assert.Equal(earlier[^1], mail["In-Reply-To"]);
        Assert.Equal(string.Join(' ', earlier), mail["References"]);
        Assert.All(mail.Raw.Split("\r\n"), line => Assert.True(line.Length <= 78));
    }

    [Fact]
    public void Write_ExecutionMark_StandsInItsHeader()
    {
        var mail = Plain with { Headers = new Dictionary<string, string> { [OutgoingMail.ExecutionHeader] = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b" } };

        Assert.Equal("0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b", new MimeReader(MimeWriter.Write(mail))["X-CaseyOS-Execution"]);
    }

    [Fact]
    public void Write_LongLinkInAHeader_StaysReadableForPrograms()
    {
        var link = $"<https://casey.example/api/unsubscribe/{new string('x', 120)}>";

        var raw = new MimeReader(MimeWriter.Write(Plain with { Headers = new Dictionary<string, string> { ["List-Unsubscribe"] = link } })).Raw;

        Assert.Contains($"List-Unsubscribe: {link}\r\n", raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TrailingBlanksAndDots_SurviveTheWay()
    {
        const string Body = "Hi Ada, \r\n.\r\nFrom here on\r\n\ttabbed\t";

        Assert.Equal(Body, new MimeReader(MimeWriter.Write(Plain with { Body = Body })).Body.TrimEnd('\r', '\n'));
    }

    private static string OneLine(string text) => text.ReplaceLineEndings("").Replace("\r", "", StringComparison.Ordinal);

    // A receiver takes the quotes off an ASCII name; encoded names have none.
    private static string Quoted(string header, string name) => header.StartsWith('"')
        ? new StringBuilder(name).Replace("\\", "\\\\").Replace("\"", "\\\"").Insert(0, '"').Append('"').ToString()
        : name;
}
