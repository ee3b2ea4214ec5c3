using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class DraftTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Send_Twice_WorksOnce()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var since = await LastEffectAsync();
        var id = (await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft())).Text("id");

        var first = await gmail.PostAsync("drafts/send", new { id });
        var second = await gmail.PostAsync("drafts/send", new { id });

        Assert.Equal((200, 404), (first.Status, second.Status));
        Assert.Single(await sandbox.Client.EffectsAsync("mail_sent", since));
        Assert.Equal(["SENT"], first.Body.GetProperty("labelIds").EnumerateArray().Select(label => label.GetString()!));
    }

    [Fact]
    public async Task Send_FiveAtOnce_WorksOnce()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var since = await LastEffectAsync();
        var id = (await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft())).Text("id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => gmail.PostAsync("drafts/send", new { id })));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Single(await sandbox.Client.EffectsAsync("mail_sent", since));
    }

    [Fact]
    public async Task Send_OurOwnMessageId_IsReplacedByGmails()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var id = (await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft(headers: "Message-ID: <mine@caseyos.example>"))).Text("id");
        Assert.Equal("<mine@caseyos.example>", Mails.Header((await gmail.OkAsync(HttpMethod.Get, $"drafts/{id}")).GetProperty("message"), "Message-ID"));

        var sent = await gmail.OkAsync(HttpMethod.Post, "drafts/send", new { id });

        var real = Mails.Header(await gmail.OkAsync(HttpMethod.Get, $"messages/{sent.Text("id")}"), "Message-ID")!;
        Assert.EndsWith("@mail.gmail.com>", real, StringComparison.Ordinal);
        var found = await gmail.OkAsync(HttpMethod.Get, $"messages?q=rfc822msgid:{Uri.EscapeDataString(real.Trim('<', '>'))}");
        Assert.Equal(sent.Text("id"), Assert.Single(found.GetProperty("messages").EnumerateArray().ToArray()).Text("id"));
    }

    [Fact]
    public async Task Update_ThroughTheApi_KeepsIdThreadAndHeaderButNotTheMessageId()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var before = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft(headers: "X-CaseyOS-Execution: e7"));

        var after = await gmail.OkAsync(HttpMethod.Put, $"drafts/{before.Text("id")}", Mails.Draft(text: "Better", headers: "X-CaseyOS-Execution: e7"));

        Assert.Equal(before.Text("id"), after.Text("id"));
        Assert.Equal(before.GetProperty("message").Text("threadId"), after.GetProperty("message").Text("threadId"));
        Assert.NotEqual(before.GetProperty("message").Text("id"), after.GetProperty("message").Text("id"));
        Assert.Equal("e7", Mails.Header((await gmail.OkAsync(HttpMethod.Get, $"drafts/{before.Text("id")}")).GetProperty("message"), "X-CaseyOS-Execution"));
    }

    [Fact]
    public async Task Edit_ByTheUser_DropsOurHeaderAndRethreadsOnANewSubject()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var draft = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Lanes", headers: "X-CaseyOS-Execution: e8"));
        var id = draft.Text("id");

        await sandbox.Client.EditDraftAsync(id, subject: null, "Shorter, in my own words");
        var sameSubject = (await gmail.OkAsync(HttpMethod.Get, $"drafts/{id}")).GetProperty("message");
        await sandbox.Client.EditDraftAsync(id, "Something else", text: null);
        var newSubject = (await gmail.OkAsync(HttpMethod.Get, $"drafts/{id}")).GetProperty("message");

        Assert.Null(Mails.Header(sameSubject, "X-CaseyOS-Execution"));
        Assert.Equal(draft.GetProperty("message").Text("threadId"), sameSubject.Text("threadId"));
        Assert.NotEqual(draft.GetProperty("message").Text("threadId"), newSubject.Text("threadId"));
        Assert.Contains("Shorter", (await sandbox.Client.DraftsAsync()).Single(mail => mail.DraftId == id).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AsReply_JoinsTheThreadOnlyWithReferenceAndSameSubject()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var sent = await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw("Two lanes") });
        var thread = sent.Text("threadId");
        var messageId = Mails.Header(await gmail.OkAsync(HttpMethod.Get, $"messages/{sent.Text("id")}"), "Message-ID");

        var reply = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Re: Two lanes", threadId: thread, headers: $"In-Reply-To: {messageId}"));
        var other = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Other subject", threadId: thread, headers: $"In-Reply-To: {messageId}"));
        var bare = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Re: Two lanes", threadId: thread));

        Assert.Equal(thread, reply.GetProperty("message").Text("threadId"));
        Assert.NotEqual(thread, other.GetProperty("message").Text("threadId"));
        Assert.NotEqual(thread, bare.GetProperty("message").Text("threadId"));
        Assert.Equal(404, (await gmail.PostAsync("drafts", Mails.Draft(threadId: "18ffffffffffffff"))).Status);
    }

    [Fact]
    public async Task Mail_WithUmlautsInHeaderAndBody_ReadsBackAsWritten()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var raw = "To: =?UTF-8?Q?J=C3=BCrgen?= <j@somewhere.example>\r\nSubject: =?utf-8?B?R3LDvMOfZSA=?=\r\n =?utf-8?B?YXVzIFByYWc=?=\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b;1\"\r\n\r\n"
            + "--b;1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZo=C3=AB gr=\r\n=C3=BC=C3=9Ft\r\n"
            + "--b;1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Zoë</p>\r\n--b;1--\r\n";
        var encoded = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(raw));

        var id = (await gmail.OkAsync(HttpMethod.Post, "drafts", new { message = new { raw = encoded } })).Text("id");

        var message = (await gmail.OkAsync(HttpMethod.Get, $"drafts/{id}?format=full")).GetProperty("message");
        Assert.Equal("Grüße aus Prag", Mails.Header(message, "Subject"));
        Assert.Equal("Jürgen <j@somewhere.example>", Mails.Header(message, "To"));
        var parts = message.GetProperty("payload").GetProperty("parts");
        var text = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(parts[0].GetProperty("body").Text("data"));
        Assert.Equal("Zoë grüßt", System.Text.Encoding.UTF8.GetString(text));
        Assert.Equal("text/html", parts[1].Text("mimeType"));
    }

    [Fact]
    public async Task Draft_OfAnotherAccount_IsNotFound()
    {
        using var casey = await SandboxHttp.GmailAsync(sandbox.Address);
        using var alex = await SandboxHttp.GmailAsync(sandbox.Address, email: "alex@dwtb.example");
        var id = (await casey.OkAsync(HttpMethod.Post, "drafts", Mails.Draft())).Text("id");

        Assert.Equal(404, (await alex.GetAsync($"drafts/{id}")).Status);
        Assert.Equal(404, (await alex.PostAsync("drafts/send", new { id })).Status);
        Assert.Equal(403, (await alex.GetAsync("../casey@dwtb.example/profile")).Status);
    }

    private async Task<long> LastEffectAsync() => (await sandbox.Client.EffectsAsync()) is [.., var last] ? last.Seq : 0;
}
