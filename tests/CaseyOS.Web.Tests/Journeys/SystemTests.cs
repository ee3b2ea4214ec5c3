using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>Whether the machinery runs, and what to do where it does not.</summary>
public sealed class SystemTests(Stage stage)
{
    [BrowserFact]
    public async Task Refresh_ByKey_ShowsProgressAndHowItEnded()
    {
        var page = await stage.TodayAsync();
        await page.GotoAsync("caseyos/system");
        await Expect(page.Widget("Sources").Button("Refresh now")).ToBeEnabledAsync();
        await stage.Sandbox.FaultAsync(new { path = "/hubspot", delayMs = 1500, times = 2 });

        await page.Keyboard.PressAsync("r");

        await Expect(page.Widget("Sources").Button("Refreshing…")).ToBeDisabledAsync();
        await Expect(page.Widget("Sources").Locator("progress")).ToBeVisibleAsync();
        await Expect(page.Locator(".toasts").GetByText("Refreshed")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.Widget("Jobs").Locator(".row").First).ToContainTextAsync("Refresh of all sources");
        await Expect(page.Widget("Jobs").Locator(".row").First).ToContainTextAsync("Done");
        await stage.Sandbox.ClearFaultsAsync();
    }

    [BrowserFact]
    public async Task Poison_WithReason_IsRetriedOrDiscardedByKeyboard()
    {
        var page = await stage.TodayAsync();
        var messages = """{"items":[{"id":"signals.1","queue":"signals","what":"Form Contact us","reason":"HubSpot refused it: the property region is required.","failed_at":"2026-11-21T10:00:00Z"},{"id":"signals.2","queue":"signals","what":"Unreadable message of 12 characters","reason":null,"failed_at":"2026-11-21T10:00:00Z"}],"total":2}""";
        List<string> asked = [];
        await page.RouteAsync("**/api/signals/poison**", async route =>
        {
            if (route.Request.Method == "POST")
            {
                asked.Add(new Uri(route.Request.Url).AbsolutePath);
                await route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = """{"messages":1}""" });
            }
            else
            {
                await route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = messages });
            }
        });
        await page.GotoAsync("caseyos/system");
        var stuck = page.Widget("Could not be processed");
        await Expect(stuck).ToContainTextAsync("the property region is required");
        await Expect(stuck).ToContainTextAsync("ended before it could say why");

        await stuck.Button("Retry Form Contact us").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".toasts").GetByText("Sent back")).ToBeVisibleAsync();
        // A button that waits for the answer to the other one cannot be pressed.
        await Expect(stuck.Button("Discard Form Contact us")).ToBeEnabledAsync();
        await stuck.Button("Discard Form Contact us").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.OpenDialog()).ToContainTextAsync("deleted for good");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".toasts").GetByText("Discarded")).ToBeVisibleAsync();

        Assert.Equal(["/api/signals/poison/signals.1/retry", "/api/signals/poison/signals.1/discard"], asked);
    }

    [BrowserFact]
    public async Task StaleSource_IsSaidOnEveryPage()
    {
        var page = await stage.TodayAsync();
        await page.RouteAsync("**/api/signals/status", async route =>
        {
            var answer = await route.FetchAsync();
            var status = System.Text.Json.Nodes.JsonNode.Parse(await answer.TextAsync())!;
            var source = status["sources"]![0]!;
            (source["is_stale"], source["status"], source["last_success"]) = (true, "failed", DateTimeOffset.UnixEpoch.ToString("O"));
            source["errors"] = new System.Text.Json.Nodes.JsonArray("HubSpot does not answer.");
            await route.FulfillAsync(new() { Response = answer, Body = status.ToJsonString() });
        });
        await page.ReloadAsync();

        var banner = page.GetByRole(AriaRole.Complementary, new() { Name = "Old data" });
        await Expect(banner).ToContainTextAsync("HubSpot was last read");
        await Expect(banner).ToContainTextAsync("HubSpot does not answer.");
        await banner.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("System");
    }

    [BrowserFact]
    public async Task Phone_NothingRunsOverTheEdge()
    {
        var page = await stage.TodayAsync(Screen.Phone);
        await page.GotoAsync("caseyos/system");
        await Expect(page.Widget("Jobs")).ToBeVisibleAsync();

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways.");
    }
}
