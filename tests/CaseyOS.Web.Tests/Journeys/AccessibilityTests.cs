using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>Every page in both themes and both sizes: no violation, and a picture for people to judge.</summary>
public sealed class AccessibilityTests(Stage stage)
{
    public static TheoryData<string, bool> Pages()
    {
        var all = new TheoryData<string, bool>();
        foreach (var page in new[] { "today", "execute", "snooze", "help", "move", "signals", "executions", "system", "settings", "not-found" })
        {
            all.Add(page, false);
            all.Add(page, true);
        }

        return all;
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Page_HasNoViolationsInEitherTheme(string name, bool phone)
    {
        var screen = phone ? Screen.Phone : Screen.Desk;
        var page = await OpenAsync(name, screen);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            await Picture.TakeAsync(page, $"{screen.Name}-{theme.ToString().ToLowerInvariant()}-{name}");
            await Axe.CheckAsync(page);
        }
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task SignIn_HasNoViolations(ColorScheme theme)
    {
        var page = await stage.TodayAsync(theme: theme);
        await page.Context.ClearCookiesAsync();
        await page.Keyboard.PressAsync("r");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Google" })).ToBeVisibleAsync();
        await Picture.TakeAsync(page, $"desk-{theme.ToString().ToLowerInvariant()}-signed-out");
        await Axe.CheckAsync(page);
    }

    private async Task<IPage> OpenAsync(string name, Screen screen)
    {
        switch (name)
        {
            case "signals" or "executions" or "system":
                return await ReadyAsync($"/caseyos/{name}", screen, page => page.GetByRole(AriaRole.Heading, new() { Level = 1 }));
            case "settings":
                return await ReadyAsync(
                    "/caseyos/settings", screen, page => page.Widget("Connections").GetByText("Connected").First, page => page.GetByLabel("Domain of a company"));
            case "not-found":
                return await ReadyAsync("/caseyos/nowhere", screen, page => page.GetByText("There is no such page"));
        }

        var today = await stage.TodayAsync(screen);
        switch (name)
        {
            case "execute":
                await today.Move(await today.ExecutableAsync()).Button("Execute").ClickAsync();
                await Expect(today.GetByLabel("Message")).ToBeVisibleAsync();
                break;
            case "snooze":
                await today.Keyboard.PressAsync("s");
                await Expect(today.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
                break;
            case "help":
                await today.Keyboard.PressAsync("?");
                await Expect(today.OpenDialog()).ToBeVisibleAsync();
                break;
            case "move":
                await today.Locator(".move-title").First.ClickAsync();
                await Expect(today.GetByText("What would change it").Or(today.GetByText("Base score")).First).ToBeVisibleAsync();
                break;
        }

        return today;
    }

    private async Task<IPage> ReadyAsync(string path, Screen screen, params Func<IPage, ILocator>[] shown)
    {
        var page = await stage.OpenAsync(path, screen);
        foreach (var part in shown)
        {
            await Expect(part(page)).ToBeVisibleAsync();
        }

        return page;
    }
}
