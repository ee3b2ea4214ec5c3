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
        var page = await stage.TodayAsync(screen);
        await OpenAsync(page, name);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            await Picture.TakeAsync(page, $"{screen.Name}-{theme.ToString().ToLowerInvariant()}-{name}");
            await Axe.CheckAsync(page);
        }

        await page.Context.CloseAsync();
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

    private static async Task OpenAsync(IPage page, string name)
    {
        switch (name)
        {
            case "execute":
                await page.Move(await page.ExecutableAsync()).Button("Execute").ClickAsync();
                await Expect(page.GetByLabel("Message")).ToBeVisibleAsync();
                break;
            case "snooze":
                await page.Keyboard.PressAsync("s");
                await Expect(page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
                break;
            case "help":
                await page.Keyboard.PressAsync("?");
                await Expect(page.OpenDialog()).ToBeVisibleAsync();
                break;
            case "move":
                await page.Locator(".move-title").First.ClickAsync();
                await Expect(page.GetByText("What would change it").Or(page.GetByText("Base score")).First).ToBeVisibleAsync();
                break;
            case "signals" or "executions" or "system":
                await page.GotoAsync($"caseyos/{name}");
                await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
                break;
            case "settings":
                await page.GotoAsync("caseyos/settings");
                await Expect(page.Widget("Connections").GetByText("Connected").First).ToBeVisibleAsync();
                await Expect(page.GetByLabel("Domain of a company")).ToBeVisibleAsync();
                break;
            case "not-found":
                await page.GotoAsync("caseyos/nowhere");
                await Expect(page.GetByText("There is no such page")).ToBeVisibleAsync();
                break;
            default:
                break;
        }
    }
}
