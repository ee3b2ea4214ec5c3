using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>How the page behaves at its edges: errors, keys in fields, refreshes, sizes and themes.</summary>
public sealed class PageTests(Stage stage)
{
    [BrowserFact]
    public async Task OneWidgetFails_OthersWork_AndTryAgainBringsItBack()
    {
        var page = await stage.TodayAsync();
        await page.RouteAsync("**/api/signals?*", route => route.AbortAsync());
        await page.ReloadAsync();
        var signals = page.Widget("Signals");
        await Expect(signals).ToContainTextAsync("cannot be reached");
        await Expect(page.Moves().First).ToBeVisibleAsync();

        await page.UnrouteAsync("**/api/signals?*");
        await signals.Button("Try again").ClickAsync();
        await Expect(signals.Locator(".row").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task RefusedChange_IsTakenBackAndSaid()
    {
        var page = await stage.TodayAsync();
        var title = await page.SafeAsync();
        await page.RouteAsync("**/dismiss", route => route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/problem+json",
            Body = """{"status":409,"code":"invalid_transition","detail":"It is being executed right now."}""",
        }));
        await page.SelectAsync(title);
        await page.Keyboard.PressAsync("d");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Toast("It is being executed right now.")).ToBeVisibleAsync();
        await Expect(page.Move(title)).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task KeysInAField_AreText()
    {
        var page = await stage.TodayAsync();
        var before = await page.TitlesAsync();
        await page.Move(await page.ExecutableAsync()).Button("Execute").ClickAsync();
        await page.GetByLabel("Message").FillAsync("");
        await page.GetByLabel("Message").PressSequentiallyAsync("aedscr?");
        await Expect(page.GetByLabel("Message")).ToHaveValueAsync("aedscr?");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.OpenDialog()).ToHaveCountAsync(0);
        Assert.Equal(before, await page.TitlesAsync());
    }

    [BrowserFact]
    public async Task Dialog_KeepsFocusInsideAndGivesItBack()
    {
        var page = await stage.TodayAsync();
        var execute = page.Move(await page.ExecutableAsync()).Button("Execute");
        await execute.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Message")).ToBeVisibleAsync();
        for (var tab = 0; tab < 12; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null"), $"Tab {tab} left the dialog.");
        }

        await page.Keyboard.PressAsync("Escape");
        await Expect(execute).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Help_ListsTheKeys_AndSwitchesThemOff()
    {
        var page = await stage.TodayAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.OpenDialog()).ToContainTextAsync("Next move");
        await page.GetByRole(AriaRole.Switch).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.OpenDialog()).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("?");
        await page.Keyboard.PressAsync("e");
        await Expect(page.OpenDialog()).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Desk_TenMovesFitWithoutScrolling()
    {
        var page = await stage.TodayAsync(Screen.Desk);
        var last = await page.Moves().Last.BoundingBoxAsync();
        Assert.True(last!.Y + last.Height <= Screen.Desk.Height, $"The last move ends at {last.Y + last.Height}.");
    }

    [BrowserFact]
    public async Task Phone_OneColumnWithTargetsForFingers()
    {
        var page = await stage.TodayAsync(Screen.Phone);
        Assert.Equal(Screen.Phone.Width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        foreach (var target in await page.Locator("button:visible, nav a:visible").AllAsync())
        {
            var box = await target.BoundingBoxAsync();
            Assert.True(box!.Height >= 44, $"{await target.InnerTextAsync()} {await target.GetAttributeAsync("aria-label")} is {box.Height} px high.");
        }

        await page.Move(await page.ExecutableAsync()).Button("Execute").ClickAsync();
        await Expect(page.GetByLabel("Message")).ToBeVisibleAsync();
        var sheet = await page.OpenDialog().BoundingBoxAsync();
        Assert.Equal(Screen.Phone.Width, sheet!.Width);
        Assert.Equal(Screen.Phone.Height, sheet.Y + sheet.Height, 1.0);
    }

    [BrowserFact]
    public async Task Theme_IsRememberedAndThereBeforeTheFirstPaint()
    {
        var page = await stage.TodayAsync(theme: ColorScheme.Light);
        await page.Button("Switch to the dark theme").ClickAsync();
        await page.Context.AddInitScriptAsync("document.addEventListener('DOMContentLoaded', () => { window.themeAtStart = document.documentElement.dataset.theme; });");
        await page.ReloadAsync();
        Assert.Equal("dark", await page.EvaluateAsync<string>("() => window.themeAtStart"));
        await Expect(page.Button("Switch to the light theme")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task EveryPage_KeepsToItsPolicyAndLogsNoError()
    {
        var page = await stage.TodayAsync();
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") { errors.Add(message.Text); } };
        page.PageError += (_, error) => errors.Add(error);
        await page.ReloadAsync();
        await page.SelectAsync((await page.TitlesAsync())[0]);
        await page.Keyboard.PressAsync("s");
        await page.Keyboard.PressAsync("Escape");
        foreach (var path in new[] { "signals", "executions" })
        {
            await page.GotoAsync($"caseyos/{path}");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        }

        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Empty(errors);
    }
}
