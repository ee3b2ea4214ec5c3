using System.Text.Json;
using Microsoft.Playwright;

namespace CaseyOS.Web.Tests.Browser;

/// <summary>Puts the moves that wait off for an hour, so that one more is sure to be among the ten; disposal brings them back.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private const int Few = 4;
    private readonly IAPIRequestContext api;
    private readonly Dictionary<string, string> headers;
    private readonly List<string> putOff = [];

    private Desk(IAPIRequestContext api, Dictionary<string, string> headers) => (this.api, this.headers) = (api, headers);

    public static async Task<Desk> ClearAsync(IPage page)
    {
        var me = await ReadAsync(page.APIRequest, "api/me");
        var desk = new Desk(page.APIRequest, new(StringComparer.Ordinal) { ["X-CSRF-Token"] = me.GetProperty("csrf_token").GetString()! });
        while (await desk.PendingAsync() is { Count: > Few } moves)
        {
            foreach (var id in moves)
            {
                await desk.PostAsync(id, "snooze", new { until = TimeProvider.System.GetUtcNow().AddHours(1) });
                desk.putOff.Add(id);
            }
        }

        return desk;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in putOff)
        {
            await PostAsync(id, "reopen", new { });
        }
    }

    // What a journey has accepted stays as it is.
    private async Task<IReadOnlyList<string>> PendingAsync() =>
        [.. (await ReadAsync(api, "api/command-queue/today")).GetProperty("today_moves").EnumerateArray()
            .Where(move => move.GetProperty("status").GetString() == "pending").Select(move => move.GetProperty("id").GetString()!)];

    private static async Task<JsonElement> ReadAsync(IAPIRequestContext api, string path) => (await (await api.GetAsync(path)).JsonAsync())!.Value;

    private async Task PostAsync(string id, string what, object body)
    {
        var answer = await api.PostAsync($"api/command-queue/{id}/{what}", new() { Headers = headers, DataObject = body });
        Assert.True(answer.Ok, $"{what}: {answer.Status} {await answer.TextAsync()}");
    }
}
