using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>An article becomes drafts, with the article beside them; they stay on the move's page until they are deleted.</summary>
public sealed class ContentTests(Stage stage)
{
    [BrowserFact]
    public async Task Keep_OwnWords_StayOnTheMovesPageUntilUndone()
    {
        var page = await stage.TodayAsync(Screen.Phone, ColorScheme.Dark);
        await page.GotoAsync($"caseyos/queue/{await MoveAsync(page)}");
        await page.Button("Execute").ClickAsync();
        await Expect(page.OpenDialog().GetByRole(AriaRole.Complementary, new() { Name = "Source" })).ToContainTextAsync("4 of 10 trucks go back empty");
        await page.GetByLabel("Post 2").FillAsync("In my own words");
        await Axe.CheckAsync(page, "dialog");
        await page.Button("Keep drafts").ClickAsync();
        await Expect(page.OpenDialog().GetByRole(AriaRole.Link, new() { Name = "Download as Markdown" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        var kept = page.Locator(".kept");
        await Expect(kept).ToContainTextAsync("In my own words");
        await Picture.TakeAsync(page, "phone-dark-kept");
        await Axe.CheckAsync(page);
        await page.Widget("Executions").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(kept).ToHaveCountAsync(0);
    }

    private static Task<string> MoveAsync(IPage page) => page.EvaluateAsync<string>(
        """
        async () => (await (await fetch("/api/command-queue?limit=200")).json()).items.find((move) => move.action_type === "content_repurpose").id
        """);
}
