using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>Simulated people: they answer once, in the thread, with the headers that such mails have.</summary>
public sealed class MarketTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Person_AfterTheUserPressedSend_AnswersOnceWithinTwentySeconds()
    {
        // Sandbox time runs twenty times as fast here: the twenty seconds pass in one.
        await using var living = await SandboxProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Sandbox__ClockSpeed"] = "20" });
        using var client = new SandboxClient(living.Address);
        using var gmail = await SandboxHttp.GmailAsync(living.Address);
        var person = await SomebodyAsync(living.Address);
        var start = (await gmail.OkAsync(HttpMethod.Get, "profile")).Text("historyId");
        var draft = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Your lanes", person));

        var sent = await client.SendDraftAsync(draft.Text("id"));

        await Eventually.TrueAsync(async () => (await ThreadAsync(gmail, sent.ThreadId)).Length == 2, () => "No answer came.", TimeSpan.FromSeconds(40));
        var thread = await ThreadAsync(gmail, sent.ThreadId);
        Assert.InRange(Date(thread[1]) - Date(thread[0]), 8_000, 20_500);
        Assert.Equal(sent.RfcMessageId, Mails.Header(thread[1], "In-Reply-To"));
        Assert.Contains(person, Mails.Header(thread[1], "From")!, StringComparison.Ordinal);
        Assert.Null(Mails.Header(thread[1], "Auto-Submitted"));
        var added = (await gmail.OkAsync(HttpMethod.Get, $"history?startHistoryId={start}&historyTypes=messageAdded&labelId=INBOX")).GetProperty("history");
        Assert.Equal(thread[1].Text("id"), Assert.Single(added.EnumerateArray().ToArray()).GetProperty("messagesAdded")[0].GetProperty("message").Text("id"));

        await client.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(2, (await ThreadAsync(gmail, sent.ThreadId)).Length);
    }

    [Theory]
    [InlineData("positive", null)]
    [InlineData("negative", null)]
    [InlineData("unsubscribe", null)]
    [InlineData("out_of_office", "auto-replied")]
    [InlineData("bounce", "auto-replied")]
    [InlineData("soft_bounce", "auto-replied")]
    [InlineData("colleague", null)]
    [InlineData("forwarded_mail", null)]
    [InlineData("blind_copy", null)]
    [InlineData("team", null)]
    public async Task Reply_OnRequest_IsInTheThreadAndMarkedForWhatItIs(string kind, string? automatic)
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var person = await SomebodyAsync(sandbox.Address);
        var sent = await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw($"About {kind}", person) });

        await sandbox.Client.ReplyAsync(person, kind);

        var thread = await ThreadAsync(gmail, sent.Text("threadId"));
        Assert.Equal(2, thread.Length);
        Assert.Equal(automatic, Mails.Header(thread[1], "Auto-Submitted"));
        Assert.Equal(Mails.Header(thread[0], "Message-ID"), Mails.Header(thread[1], "In-Reply-To"));
        Assert.Contains("INBOX", thread[1].GetProperty("labelIds").EnumerateArray().Select(label => label.GetString()));
    }

    [Fact]
    public async Task Reply_OutOfOffice_NamesADayInTheFuture()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var person = await SomebodyAsync(sandbox.Address);
        var sent = await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw("Away?", person) });

        await sandbox.Client.ReplyAsync(person, "out_of_office");

        var text = Text((await ThreadAsync(gmail, sent.Text("threadId")))[1]);
        var day = text.Split("will be back on ")[1].Split(". I will")[0];
        Assert.True(DateTimeOffset.ParseExact(day, "dddd, d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture) > DateTimeOffset.FromUnixTimeMilliseconds(Date((await ThreadAsync(gmail, sent.Text("threadId")))[0])));
    }

    [Fact]
    public async Task Reply_Bounce_IsADeliveryReportFromTheMailer()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var sent = await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw("Bounce", Mails.Anna) });

        await sandbox.Client.ReplyAsync(Mails.Anna, "bounce");

        var report = (await ThreadAsync(gmail, sent.Text("threadId")))[1];
        Assert.Equal("multipart/report", report.GetProperty("payload").Text("mimeType"));
        Assert.Contains("mailer-daemon", Mails.Header(report, "From")!, StringComparison.Ordinal);
        Assert.Contains("message/delivery-status", report.GetProperty("payload").GetProperty("parts").EnumerateArray().Select(part => part.Text("mimeType")));
    }

    [Fact]
    public async Task Reply_Forward_ComesFromAColleagueOfTheSameCompany()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var person = await SomebodyAsync(sandbox.Address);
        var sent = await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw("Who decides?", person) });

        await sandbox.Client.ReplyAsync(person, "forward");

        var from = Mails.Header((await ThreadAsync(gmail, sent.Text("threadId")))[1], "From")!;
        Assert.DoesNotContain(person, from, StringComparison.Ordinal);
        Assert.EndsWith(person[person.IndexOf('@', StringComparison.Ordinal)..], from.TrimEnd('>'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_FromSomebodyNobodyWroteTo_Is404()
    {
        using var own = new SandboxHttp(sandbox.Address);

        Assert.Equal(404, (await own.SendAsync(HttpMethod.Post, "sandbox/people/nobody@nowhere.example/reply?kind=positive")).Status);
        Assert.Equal(400, (await own.SendAsync(HttpMethod.Post, "sandbox/people/nobody@nowhere.example/reply?kind=singing")).Status);
    }

    private static async Task<string> SomebodyAsync(Uri address)
    {
        using var hubSpot = new SandboxHttp(new Uri(address, "hubspot/"));
        return (await hubSpot.OkAsync(HttpMethod.Get, "crm/v3/objects/contacts?limit=1&properties=email")).GetProperty("results")[0].GetProperty("properties").Text("email");
    }

    private static async Task<JsonElement[]> ThreadAsync(SandboxHttp gmail, string id) =>
        [.. (await gmail.OkAsync(HttpMethod.Get, $"threads/{id}?format=full")).GetProperty("messages").EnumerateArray()];

    private static long Date(JsonElement message) => long.Parse(message.Text("internalDate"), null);

    private static string Text(JsonElement message) =>
        System.Text.Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(message.GetProperty("payload").GetProperty("body").Text("data")));
}
