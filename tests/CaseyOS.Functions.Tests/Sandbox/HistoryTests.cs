using System.Text.Json;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class HistoryTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task History_AfterDraftAndSend_TellsWhatCameAndWent()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var start = await PositionAsync(gmail);
        var draft = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft());
        var sent = await gmail.OkAsync(HttpMethod.Post, "drafts/send", new { id = draft.Text("id") });

        var history = (await gmail.OkAsync(HttpMethod.Get, $"history?startHistoryId={start}")).GetProperty("history").EnumerateArray().ToArray();

        Assert.Equal(["messagesAdded", "messagesDeleted", "messagesAdded"], history.Select(Kind));
        Assert.Equal(sent.Text("id"), history[^1].GetProperty("messagesAdded")[0].GetProperty("message").Text("id"));
        Assert.False((await gmail.OkAsync(HttpMethod.Get, $"history?startHistoryId={await PositionAsync(gmail)}")).TryGetProperty("history", out _));
    }

    [Fact]
    public async Task History_InPages_TellsEachChangeOnce()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var start = await PositionAsync(gmail);
        for (var i = 0; i < 5; i++)
        {
            await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw() });
        }

        var ids = new List<string>();
        string? page = null;
        do
        {
            var answer = await gmail.OkAsync(HttpMethod.Get, $"history?startHistoryId={start}&maxResults=2&historyTypes=messageAdded&pageToken={page}");
            ids.AddRange(answer.GetProperty("history").EnumerateArray().Select(entry => entry.Text("id")));
            page = answer.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        }
        while (page is not null);

        Assert.Equal(5, ids.Distinct().Count());
    }

    [Fact]
    public async Task History_FromAWeekAgo_IsGone()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var start = await PositionAsync(gmail);
        await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw() });
        Assert.Equal(200, (await gmail.GetAsync($"history?startHistoryId={start}")).Status);

        await sandbox.Client.AdvanceAsync(TimeSpan.FromDays(8));

        using var later = await SandboxHttp.GmailAsync(sandbox.Address);
        Assert.Equal(404, (await later.GetAsync($"history?startHistoryId={start}")).Status);
        Assert.Equal(200, (await later.GetAsync($"history?startHistoryId={await PositionAsync(later)}")).Status);
    }

    [Fact]
    public async Task History_FromBeforeAReset_IsGone()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var start = await PositionAsync(gmail);

        await sandbox.Client.ResetAsync();

        Assert.Equal(404, (await gmail.GetAsync($"history?startHistoryId={start}")).Status);
    }

    private static async Task<string> PositionAsync(SandboxHttp gmail) => (await gmail.OkAsync(HttpMethod.Get, "profile")).Text("historyId");

    private static string Kind(JsonElement entry) => entry.EnumerateObject().Select(member => member.Name).Single(name => name is not ("id" or "messages"));
}
