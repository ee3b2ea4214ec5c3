using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

public sealed class EmergencyStopTests(Stage stage)
{
    [BrowserFact]
    public async Task Stop_Pressed_HoldsAcrossAReloadRefusesInWordsAndCanBeEnded()
    {
        var page = await stage.TodayAsync();
        var title = await page.ExecutableAsync();
        var drafts = (await stage.Sandbox.EffectsAsync("draft_created")).Count;
        await page.Button("Stop all actions").ClickAsync();
        await page.OpenDialog().GetByRole(AriaRole.Textbox).FillAsync("Wrong list imported");
        await page.OpenDialog().Button("Stop now").ClickAsync();
        var banner = page.Locator(".banner.stopped");
        await Expect(banner).ToContainTextAsync("Wrong list imported");

        await page.ReloadAsync();
        await Expect(banner).ToContainTextAsync("Actions are stopped");
        await Expect(page.Button("Stop all actions")).ToHaveCountAsync(0);
        await Picture.TakeAsync(page, "stopped");
        await Axe.CheckAsync(page);

        await page.Move(title).Button("Execute").ClickAsync();
        await Expect(page.OpenDialog().Locator(".notice").First).ToContainTextAsync("Actions were stopped");
        await page.Button("Create draft").ClickAsync();
        await Expect(page.OpenDialog().GetByRole(AriaRole.Alert)).ToContainTextAsync("Actions were stopped");
        Assert.Equal(drafts, (await stage.Sandbox.EffectsAsync("draft_created")).Count);
        await page.Keyboard.PressAsync("Escape");

        await banner.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(banner).ToHaveCountAsync(0);
        await Expect(page.Button("Stop all actions")).ToBeVisibleAsync();
    }
}
