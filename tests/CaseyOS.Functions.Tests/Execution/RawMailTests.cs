using System.Buffers.Text;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Functions.Tests.Connectors.Mime;
using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Execution;

/// <summary>What reaches Gmail when a move is executed over HTTP, read by a parser from elsewhere; and what does not get so far.</summary>
public sealed class RawMailTests(CaseyAppFixture fixture, MimeParser parser) : IClassFixture<CaseyAppFixture>, IClassFixture<MimeParser>
{
    private const string To = "ada@northwind.example";

    [Theory]
    [InlineData("Lanes for 2027", "Ada Lund", "Hi Ada,\n\nhello.")]
    [InlineData("Frachten für 2027: Köln → Århus", "Lund, Ada \"Freight\" (Northwind)", "Grüße\n.\n..\nFrom here on\n\ttabbed")]
    [InlineData("🚚 运费 =?utf-8?Q?not=20a=20word?= שלום", "عادة <eve@evil.example>", "a line of its own:\r\nBcc: eve@evil.example\r\n\r\nmore")]
    [InlineData("A subject so long that it has to be folded over several lines of the header, because nobody wrote it with seventy-eight columns in mind", "Ada", "x")]
    public async Task Execute_OverHttp_ReachesGmailAsItWasShown(string subject, string name, string body)
    {
        var mail = await RawOfAsync(await AddAsync(new { kind = "mail", to = To, to_name = name }), new { subject, body });

        Assert.Equal((subject, body.ReplaceLineEndings("\n")), (mail.Subject, mail.Body));
        Assert.Equal(new ParsedAddress(To, name), Assert.Single(mail.To!));
        Assert.DoesNotContain("bcc", mail.Names);
        Assert.Contains("x-caseyos-execution", mail.Names);
    }

    [Fact]
    public async Task Execute_LongText_ReachesGmailWhole()
    {
        var body = string.Join('\n', Enumerable.Range(0, 90).Select(number => new string((char)('а' + (number % 30)), 200)));

        Assert.Equal(body, (await RawOfAsync(await AddAsync(new { kind = "mail", to = To }), new { subject = "Long", body })).Body);
    }

    [Fact]
    public async Task Execute_Answer_IsInTheConversationOfTheMessageItAnswers()
    {
        var first = await RawOfAsync(await AddAsync(new { kind = "mail", to = "grace@northwind.example", to_name = "Grace" }), new { subject = "Straße & lanes", body = "Hi" });
        var draft = (await fixture.Sandbox.Client.DraftsAsync()).First(one => one.To.Contains("grace", StringComparison.Ordinal));
        var sent = await fixture.Sandbox.Client.SendDraftAsync(draft.DraftId!);
        var reply = (await fixture.Sandbox.Client.ReplyAsync("grace@northwind.example")).GetProperty("rfcMessageId").GetString();

        var answer = await RawOfAsync(await AddAsync(new { kind = "mail", to = "grace@northwind.example", thread_id = sent.ThreadId }), null);

        Assert.Equal(reply, answer.InReplyTo);
        Assert.EndsWith(reply!, answer.References, StringComparison.Ordinal);
        Assert.Equal($"Re: {first.Subject}", answer.Subject);
    }

    [Theory]
    [InlineData("action_context.to", "ada@northwind.example\r\nBcc: eve@evil.example", null, null, null)]
    [InlineData("action_context.to", "ada@northwind.example, eve@evil.example", null, null, null)]
    [InlineData("action_context.to_name", To, "Ada\r\nBcc: eve@evil.example", null, null)]
    [InlineData("action_context.to_name", To, "Ada\nBcc: eve@evil.example", null, null)]
    [InlineData("action_context.subject", To, null, "Lanes\r\nBcc: eve@evil.example", null)]
    [InlineData("action_context.subject", To, null, "Lanes\0", null)]
    [InlineData("action_context.in_reply_to", To, null, null, "<a@b>\r\nBcc: eve@evil.example")]
    public async Task Add_HeaderInjection_IsRefusedNamingTheField(string field, string to, string? name, string? subject, string? answers)
    {
        var (status, problem) = await fixture.Casey.PostAsJsonAsync(
            "api/command-queue", new { title = "Write", action_type = "follow_up", action_context = new { kind = "mail", to, to_name = name, subject, in_reply_to = answers } }).ReadAsync();

        Assert.Equal((400, "validation"), (status, problem.Text("code")));
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("contact")]
    [InlineData("company")]
    public async Task Add_NameWithALineBreak_IsRefusedNamingTheField(string field)
    {
        var move = new Dictionary<string, object> { ["title"] = "Write", ["action_type"] = "follow_up", [field] = new { id = "1", name = "Ada\r\nBcc: eve@evil.example" } };
        var (status, problem) = await fixture.Casey.PostAsJsonAsync("api/command-queue", move).ReadAsync();

        Assert.Equal((400, field), (status, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name));
    }

    [Theory]
    [InlineData("Lanes\r\nBcc: eve@evil.example")]
    [InlineData("Lanes\rBcc: eve@evil.example")]
    [InlineData("Lanes\n")]
    [InlineData("Lanes\0")]
    public async Task Preview_SubjectWithALineBreak_IsRefusedNamingTheField(string subject)
    {
        var move = await AddAsync(new { kind = "mail", to = To });
        var (status, problem) = await fixture.Casey.PostAsJsonAsync($"api/command-queue/{move}/preview", new { overrides = new { subject } }).ReadAsync();

        Assert.Equal((400, "overrides.subject"), (status, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name));
    }

    private async Task<string> AddAsync(object context)
    {
        var (status, move) = await fixture.Casey.PostAsJsonAsync("api/command-queue", new { title = "Write to somebody", action_type = "follow_up", action_context = context }).ReadAsync();
        Assert.True(status == 201, move.ToString());
        return move.Text("id");
    }

    /// <summary>Executes the move; the message that Gmail was given.</summary>
    private async Task<ParsedMail> RawOfAsync(string move, object? overrides)
    {
        var (shown, preview) = await fixture.Casey.PostAsJsonAsync($"api/command-queue/{move}/preview", new { overrides }).ReadAsync();
        Assert.True(shown == 200, preview.ToString());
        var (status, done) = await fixture.Casey.PostAsJsonAsync($"api/command-queue/{move}/execute", new { overrides, confirm_token = preview.Text("confirm_token") }).ReadAsync();
        Assert.True(status == 200, done.ToString());
        var posted = (await fixture.Sandbox.Client.RequestsAsync("google")).Last(request => request.Method == "POST" && request.Path.EndsWith("/drafts", StringComparison.Ordinal));
        return parser.Parse(Base64Url.DecodeFromChars(JsonSerializer.Deserialize<JsonElement>(posted.Body!).GetProperty("message").GetProperty("raw").GetString()));
    }
}
