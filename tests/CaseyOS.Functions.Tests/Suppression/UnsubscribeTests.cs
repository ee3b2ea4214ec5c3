using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Suppression;
using CaseyOS.Functions.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Suppression;

/// <summary>The link in a mail, as mail programs, scanners and people use it.</summary>
public sealed class UnsubscribeTests(QueueApp app) : IClassFixture<QueueApp>
{
    private static readonly KeyValuePair<string, string>[] OneClick = [new("List-Unsubscribe", "One-Click")];

    [Fact]
    public async Task Post_OneClickWithoutCookie_StopsMailAndTakesTheOpenMoveAway()
    {
        var id = (await AddAsync("ada@northwind.example")).Text("id");
        var link = await LinkAsync("Ada@Northwind.example");
        using var program = app.App.Anonymous();

        using var first = await program.PostAsync(link, new FormUrlEncodedContent(OneClick));
        using var again = await program.PostAsync(link, null);

        Assert.Equal((200, 200), ((int)first.StatusCode, (int)again.StatusCode));
        Assert.Equal("resolved", (await app.Casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{id}")).Text("status"));
        var other = (await AddAsync("ada@northwind.example")).Text("id");
        var (status, problem) = await app.Casey.PostAsync($"api/command-queue/{other}/preview", null).ReadAsync();
        Assert.Equal(400, status);
        Assert.Contains("asked on", problem.Text("detail"), StringComparison.Ordinal);
        var audit = (await app.Casey.GetFromJsonAsync<JsonElement>("api/audit")).GetProperty("items").EnumerateArray();
        Assert.Single(audit, entry => entry.Text("what") == "unsubscribed");
    }

    [Fact]
    public async Task Get_FollowedByAScanner_ShowsAButtonAndStopsNothing()
    {
        var link = await LinkAsync("bo@northwind.example");
        using var scanner = app.App.Anonymous();

        var page = await scanner.GetStringAsync(link);

        Assert.Contains("<form method=\"post\"><button>Unsubscribe</button></form>", page, StringComparison.Ordinal);
        var id = (await AddAsync("bo@northwind.example")).Text("id");
        Assert.Equal(200, (await app.Casey.PostAsync($"api/command-queue/{id}/preview", null).ReadAsync()).Status);
    }

    [Fact]
    public async Task Link_NamesNobodyAndCannotBeForged()
    {
        var link = (await LinkAsync("cy@northwind.example")).AbsolutePath;
        Assert.DoesNotContain("northwind", link, StringComparison.OrdinalIgnoreCase);
        using var stranger = app.App.Anonymous();

        foreach (var forged in new[] { link[..^1] + (link[^1] == 'A' ? 'Q' : 'A'), link[..^20], link + "AAAA", "/api/unsubscribe/x", "/api/unsubscribe/%25%25" })
        {
            using var answer = await stranger.PostAsync(forged, null);
            Assert.True((int)answer.StatusCode == 404, $"{forged}: {answer.StatusCode}");
        }

        var id = (await AddAsync("cy@northwind.example")).Text("id");
        Assert.Equal(200, (await app.Casey.PostAsync($"api/command-queue/{id}/preview", null).ReadAsync()).Status);
    }

    private async Task<Uri> LinkAsync(string email)
    {
        var account = await app.App.Services.GetRequiredService<AccountStore>().FindByEmailAsync("casey@dwtb.example");
        return app.App.Services.GetRequiredService<IUnsubscribeLinks>().For(account!.Owner, email);
    }

    private Task<JsonElement> AddAsync(string to) =>
        app.AddAsync(new { title = $"Write to {to}", action_type = "follow_up", action_context = new { kind = "mail", to } });
}
