using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>What happens outside becomes a move on the open page: nobody reloads it, nobody presses anything.</summary>
public sealed class NewsTests(Stage stage)
{
    private const float Patience = 60_000;

    [BrowserFact]
    public async Task Form_HandedIn_IsAMoveOnTheOpenPage()
    {
        var page = await OpenAsync();
        await using var desk = await Desk.ClearAsync(page);
        using var http = new HttpClient { BaseAddress = stage.Address };
        http.DefaultRequestHeaders.Add("X-Webhook-Secret", "sandbox-form-secret");
        var start = TimeProvider.System.GetTimestamp();

        using var answer = await http.PostAsJsonAsync("api/webhooks/hubspot/form-submission", new
        {
            form_name = "Contact",
            submission_id = Guid.NewGuid().ToString(),
            fields = new { email = "ines@newlanes.example", firstname = "Ines", lastname = "Roth", company = "Newlanes", message = "A quote please" },
        });

        answer.EnsureSuccessStatusCode();
        await AppearsAsync(page, "Reply to Ines Roth from Newlanes", start);
    }

    [BrowserFact]
    public async Task DealMoved_ToldByWebhook_IsAMoveOnTheOpenPage()
    {
        var page = await OpenAsync();
        using var http = new HttpClient { BaseAddress = new Uri(stage.Sandbox.Address, "hubspot/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-hubspot-key");
        var made = await (await http.PostAsJsonAsync("crm/objects/2026-09/deals/search", new
        {
            filterGroups = new[]
            {
                new
                {
                    filters = new object[]
                    {
                        new { propertyName = "hs_is_closed", @operator = "EQ", value = "false" },
                        new { propertyName = "dealstage", @operator = "NEQ", value = "contractsent" },
                        new { propertyName = "hubspot_owner_id", @operator = "EQ", value = "81520001" },
                    },
                },
            },
            limit = 1,
        })).Content.ReadFromJsonAsync<JsonElement>();
        var id = made.GetProperty("results")[0].GetProperty("id").GetString();
        var start = TimeProvider.System.GetTimestamp();

        // So large that it cannot but be among the ten.
        using var moved = await http.PatchAsJsonAsync($"crm/objects/2026-09/deals/{id}", new { properties = new { dealstage = "contractsent", dealname = "Tender of the year", amount = "900000" } });

        moved.EnsureSuccessStatusCode();
        await AppearsAsync(page, "moved to Contract sent", start);
        var status = (await (await page.APIRequest.GetAsync("api/signals/status")).JsonAsync())!.Value;
        Assert.NotEqual(JsonValueKind.Null, status.GetProperty("last_webhook").ValueKind);
    }

    // The mark goes when the page is loaded anew.
    private async Task<IPage> OpenAsync()
    {
        var page = await stage.TodayAsync();
        await page.EvaluateAsync("() => { window.openSince = performance.timeOrigin; }");
        return page;
    }

    private static async Task AppearsAsync(IPage page, string title, long start)
    {
        await Expect(page.Moves().Filter(new() { HasText = title })).ToHaveCountAsync(1, new() { Timeout = Patience });
        TestContext.Current.TestOutputHelper?.WriteLine($"“{title}” after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
        Assert.True(await page.EvaluateAsync<bool>("() => window.openSince === performance.timeOrigin"), "The page was loaded anew.");
    }
}
