using System.Text;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>How a mail program lays out an answer: its headers, its coding, and how it quotes.</summary>
public enum Program
{
    Gmail,
    Outlook,
    OutlookHtml,
    Apple,
    Thunderbird,
    Phone,
}

/// <summary>A message to be written the way real programs write it (RFC 5322, 2045, 2047).</summary>
public sealed record RawMail
{
    public const string Casey = "Casey Mercer <casey@dwtb.example>";
    public const string SentId = "<m1.spring-lanes@mail.dwtb.example>";

    /// <summary>What we wrote. Every answer quotes it: its words must not be taken for the sender's.</summary>
    public const string Quoted = "Are you interested in a call? I am back on 1 December 2026.\nNot interested? Reply \"unsubscribe\" and I will stop e-mailing you.";

    public required string From { get; init; }
    public string To { get; init; } = Casey;
    public string Subject { get; init; } = "Re: Spring lanes";
    public string Date { get; init; } = "Wed, 18 Nov 2026 11:02:41 +0100";
    public string Charset { get; init; } = "utf-8";
    public bool Answers { get; init; } = true;
    public bool Quotes { get; init; } = true;
    public Program Program { get; init; } = Program.Gmail;
    public (string Name, string Value)[] Headers { get; init; } = [];
    public required string Body { get; init; }

    /// <summary>Parts besides the text, each with its headers.</summary>
    public string[] Parts { get; init; } = [];

    /// <summary>Overrides the type of the whole, for reports and calendars; <c>boundary</c> is added.</summary>
    public string? Type { get; init; }

    public byte[] Write()
    {
        List<string> head =
        [
            $"From: {Words.Mailbox(From, Charset)}", $"To: {To}", $"Subject: {Words.Encode(Subject, Charset)}", $"Date: {Date}",
            $"Message-ID: <{Body.Sum(letter => letter):x}.{Body.Length}.{Program}@{From.Split('@')[^1].TrimEnd('>')}>", "MIME-Version: 1.0",
        ];
        if (Answers)
        {
            head.Add($"In-Reply-To: {SentId}");
            head.Add(Program == Program.Outlook ? $"References: <older@mail.dwtb.example>\r\n {SentId}" : $"References: {SentId}");
        }

        head.AddRange(ProgramHeaders());
        head.AddRange(Headers.Select(header => $"{header.Name}: {Words.Encode(header.Value, Charset)}"));
        var text = Layout.TextPart(this);
        if (Type is null && Parts.Length == 0 && Program is not (Program.Gmail or Program.Outlook))
        {
            return Ascii(string.Join("\r\n", head) + "\r\n" + text);
        }

        var boundary = $"=_{Program}_{Body.Length}";
        string[] html = Type is null && Program is Program.Gmail or Program.Outlook ? [Layout.HtmlPart(this)] : [];
        head.Add($"Content-Type: {Type ?? (Parts.Length > 0 ? "multipart/mixed" : "multipart/alternative")};\r\n boundary=\"{boundary}\"");
        var parts = string.Concat(new[] { text }.Concat(html).Concat(Parts).Select(part => $"--{boundary}\r\n{part.ReplaceLineEndings("\r\n")}\r\n"));
        return Ascii($"{string.Join("\r\n", head)}\r\n\r\nThis is a multi-part message in MIME format.\r\n{parts}--{boundary}--\r\n");
    }

    private string[] ProgramHeaders() => Program switch
    {
        Program.Outlook or Program.OutlookHtml => ["Thread-Topic: Spring lanes", "Thread-Index: AdxYkQ2c8b0bGg==", "X-Auto-Response-Suppress: DR, OOF, AutoReply", "X-MS-Has-Attach:"],
        Program.Apple => ["X-Mailer: Apple Mail (2.3826.300.87.4.3)"],
        Program.Thunderbird => ["User-Agent: Mozilla Thunderbird", "Content-Language: en-US"],
        Program.Phone => ["X-Mailer: iPhone Mail (23B85)"],
        _ => ["Received: by 2002:a05:6402:1f0a with SMTP id u10; Wed, 18 Nov 2026 02:02:42 -0800 (PST)"],
    };

    // All coded text is ASCII; a byte above it would be a mistake of the corpus.
    private static byte[] Ascii(string raw) => raw.Any(letter => letter > 127) ? throw new InvalidOperationException("Not coded: " + raw) : Encoding.ASCII.GetBytes(raw);
}
