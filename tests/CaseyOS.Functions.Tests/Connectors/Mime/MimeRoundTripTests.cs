using CaseyOS.Core.Connectors.Google;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Functions.Tests.Connectors.Mime;

/// <summary>What the writer writes, a stranger reads: subject, names, text and threading, for all of Unicode.</summary>
public sealed class MimeRoundTripTests(MimeParser parser) : IClassFixture<MimeParser>
{
    private static readonly string[] Known = ["to", "subject", "in-reply-to", "references", "x-caseyos-execution", "mime-version", "content-type", "content-transfer-encoding"];

    // Any text, often its troublesome parts: what mail programs quote, split, fold or take for markup, and scripts that run from right to left.
    private static readonly Gen<string> Piece = Gen.Frequency(
        (6, Gen.Choose(' ', '~').Select(letter => ((char)letter).ToString())),
        (3, Gen.Elements(
            "\"", "\\", ",", ";", ":", "<", ">", "(", ")", "@", "[", "=", "?", "=?utf-8?B?", "=?utf-8?Q?=41?=", "?=", "  ", "%", "undisclosed:", "\"Lund, Ada\"", "Bcc: eve@evil.example")),
        (3, Gen.Elements("ü", "ß", "é", "e\u0301", "漢字", "日本", "😀", "👩‍🚀", "🇩🇰", "שלום", "مرحبا", "\u200f", "\u00a0", "\u2028", "Ångström", "ﬁ")),
        (1, Gen.Choose(1, 120).Select(length => new string('x', length))),
        (1, Gen.Choose(1, 60).Select(length => new string('ж', length))));

    private static readonly Arbitrary<string> Line = Gen.ArrayOf(Piece).Select(string.Concat).ToArbitrary();

    private static readonly Arbitrary<string> Text = Gen.ArrayOf(Gen.Frequency(
            (8, Piece), (2, Gen.Elements("\r\n", "\n", "\r", "\n\n", "\t", "\n.", "\n..", "\n.\n", "\nFrom ", "\nTo: eve@evil.example", " \n", "\n--boundary", "\n-- ")), (1, Gen.Elements(new string('y', 2000), new string('ö', 1000)))))
        .Select(string.Concat)
        .ToArbitrary();

    [Fact]
    public void Write_AnySubjectNameAndText_AreReadByAStrangerAsTheyWere() =>
        Prop.ForAll(Line, Line, Text, (subject, name, body) =>
        {
            var mail = parser.Parse(MimeWriter.Write(new OutgoingMail { To = "ada@northwind.example", ToName = name.Trim(), Subject = subject, Body = body }));
            var to = Assert.Single(mail.To!);
            Assert.Equal(subject, mail.Subject ?? "");
            Assert.Equal(("ada@northwind.example", name.Trim()), (to.Address, to.Name ?? ""));
            Assert.Equal(body.ReplaceLineEndings("\n").TrimEnd('\n'), mail.Body);
            Assert.Superset(mail.Names.ToHashSet(StringComparer.Ordinal), Known.ToHashSet(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Write_Answer_KeepsTheConversationTogether() =>
        Prop.ForAll(Gen.Choose(0, 40).ToArbitrary(), Line, (count, subject) =>
        {
            string[] earlier = [.. Enumerable.Range(0, count).Select(number => $"<CAF{number}=x+y.{new string('z', number * 4)}@mail.gmail.com>")];
            var mail = parser.Parse(MimeWriter.Write(new OutgoingMail
            {
                To = "ada@northwind.example",
                Subject = subject,
                Body = "Hello",
                InReplyTo = earlier.LastOrDefault(),
                References = earlier,
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [OutgoingMail.ExecutionHeader] = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b" },
            }));
            Assert.Equal((earlier.LastOrDefault(), string.Join(' ', earlier)), (mail.InReplyTo, mail.References ?? ""));
            Assert.Equal("0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b", Assert.Single(mail.Headers, header => header.Key == "x-caseyos-execution").Value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
}
