using System.Net;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class PageTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData("sandbox")]
    [InlineData("sandbox?account=alex@dwtb.example")]
    public async Task Page_SaysSandboxAndLoadsNothingFromElsewhere(string path)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };

        using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<strong>SANDBOX</strong>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithHostileMail_ShowsItAsText()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("<img src=x onerror=alert(1)>", "\"><script>alert(2)</script>\" <a@b.example>", "</pre><script>alert(3)</script>"));
        using var http = new HttpClient { BaseAddress = sandbox.Address };

        var html = await http.GetStringAsync("sandbox", TestContext.Current.CancellationToken);

        Assert.Contains("&lt;img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendButton_SendsTheDraftAndComesBack()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var id = (await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Pressed by hand"))).Text("id");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Address };
        Assert.Contains($"/sandbox/mailbox/drafts/{id}/send", await http.GetStringAsync("sandbox", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([]);

        using var answer = await http.PostAsync($"sandbox/mailbox/drafts/{id}/send", form, TestContext.Current.CancellationToken);

        Assert.Equal("/sandbox?account=casey%40dwtb.example", answer.Headers.Location!.ToString());
        Assert.Equal("user", (await sandbox.Client.EffectsAsync("mail_sent"))[^1].Actor);
        using var again = await http.PostAsync($"sandbox/mailbox/drafts/{id}/send", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Button_PressedByAForeignPage_IsRefused()
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "sandbox/reset");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
