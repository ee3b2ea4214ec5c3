using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>Detect, decide, do, learn: as a user goes through it, without touching the mouse.</summary>
public sealed class LoopTests(Stage stage)
{
    [BrowserFact]
    public async Task KeyboardOnly_AcceptSnoozeExecute_TheAnswerAppearsByItself()
    {
        var page = await stage.TodayAsync();
        var title = await page.ExecutableAsync();
        var snoozed = (await page.TitlesAsync()).First(other => other != title);

        await page.SelectAsync(title);
        await page.Keyboard.PressAsync("a");
        await Expect(page.Move(title)).ToContainTextAsync("Accepted");

        await page.SelectAsync(snoozed);
        await page.Keyboard.PressAsync("s");
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Move(snoozed)).ToHaveCountAsync(0);

        var drafts = await CountAsync("draft_created");
        await page.SelectAsync(title);
        await page.Keyboard.PressAsync("e");
        await Expect(page.GetByLabel("Message")).Not.ToBeEmptyAsync();
        await page.GetByRole(AriaRole.Switch).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.OpenDialog()).ToContainTextAsync("The dry run passed");
        Assert.Equal(drafts, await CountAsync("draft_created"));

        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.OpenDialog().GetByRole(AriaRole.Heading, new() { Name = "Draft created" })).ToBeVisibleAsync();
        Assert.Equal(drafts + 1, await CountAsync("draft_created"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Widget("Executed")).ToContainTextAsync(title);

        var draft = (await stage.Sandbox.DraftsAsync())[0];
        var sent = await stage.Sandbox.SendDraftAsync(draft.DraftId!);
        await stage.Sandbox.ReplyAsync(Address(sent.To));

        // From here on nobody touches the page.
        var news = page.Locator(".toasts").Button("Open");
        await Expect(news).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.Widget("Outcomes")).ToContainTextAsync("Email replied");
        await Expect(page.Widget("Executed")).ToContainTextAsync("Replied");
        await Picture.TakeAsync(page, "outcome");

        await news.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Expect(page.Locator(".details .notice.good")).ToContainTextAsync("Email replied");
    }

    [BrowserFact]
    public async Task Execute_ThenUndo_TakesTheDraftBack()
    {
        var page = await stage.TodayAsync();
        var title = await page.ExecutableAsync();
        var deleted = await CountAsync("draft_deleted");
        await page.Move(title).Button("Execute").ClickAsync();
        await page.GetByLabel("Message").FillAsync("Words of my own");
        await page.Button("Create draft").ClickAsync();
        await Expect(page.OpenDialog()).ToContainTextAsync("is in your mailbox");
        Assert.Contains("Words of my own", (await stage.Sandbox.DraftsAsync())[0].Text, StringComparison.Ordinal);

        await page.OpenDialog().Button("Undo").ClickAsync();
        await Expect(page.OpenDialog()).ToContainTextAsync("The draft is gone");
        Assert.Equal(deleted + 1, await CountAsync("draft_deleted"));
    }

    [BrowserFact]
    public async Task Execute_GmailRefuses_SaysWhyAndOffersAnotherTry()
    {
        var page = await stage.TodayAsync();
        var title = await page.ExecutableAsync();
        await page.Move(title).Button("Execute").ClickAsync();
        await Expect(page.GetByLabel("Message")).Not.ToBeEmptyAsync();
        await stage.Sandbox.FaultAsync(new { provider = "google", method = "POST", path = "/gmail/v1/users/me/drafts", status = 400, times = -1 });
        try
        {
            await page.Button("Create draft").ClickAsync();
            await Expect(page.OpenDialog().Locator(".notice.bad")).ToBeVisibleAsync();
        }
        finally
        {
            await stage.Sandbox.ClearFaultsAsync();
        }
    }

    [BrowserFact]
    public async Task Dismiss_WithReason_LeavesAndComesBackOnUndo()
    {
        var page = await stage.TodayAsync();
        var title = await page.SafeAsync();
        await page.Move(title).HoverAsync();
        await page.Move(title).Button("Dismiss").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Bad timing" }).ClickAsync();
        await Expect(page.Move(title)).ToHaveCountAsync(0);
        await page.Locator(".toasts").Button("Undo").ClickAsync();
        await Expect(page.Move(title)).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(page.Move(title)).ToHaveCountAsync(1);
    }

    private async Task<int> CountAsync(string kind) => (await stage.Sandbox.EffectsAsync(kind)).Count;

    // "Ada Lund <ada@northwind.example>" or the bare address
    private static string Address(string to) => to.Split('<', '>') is [_, var inner, ..] ? inner : to;
}
