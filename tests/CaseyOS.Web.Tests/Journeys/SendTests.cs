using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>Sending from the page: chosen by hand, counted down, called off or gone.</summary>
public sealed class SendTests(Stage stage)
{
    [BrowserFact]
    public async Task Send_CountdownSurvivesAReload_AndTheKeyCallsItOff()
    {
        var page = await stage.TodayAsync();
        var title = await page.ExecutableAsync();
        var sent = await CountAsync("mail_sent");
        await page.SelectAsync(title);
        await page.Keyboard.PressAsync("e");
        await Expect(Mode(page, "Draft")).ToBeCheckedAsync();

        await Mode(page, "Draft").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.OpenDialog()).ToContainTextAsync("After that it cannot be taken back.");
        await OverruleAsync(page);
        await Picture.TakeAsync(page, "send-dialog");
        await Axe.CheckAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.OpenDialog()).ToHaveCountAsync(0);
        await Expect(Held(page)).ToContainTextAsync("Sending to");
        await Picture.TakeAsync(page, "send-countdown");
        await page.ReloadAsync();
        await Expect(Held(page)).ToContainTextAsync("Sending to");
        await page.Keyboard.PressAsync("u");

        await Expect(page.Toast($"Called off: {title}")).ToBeVisibleAsync();
        await Expect(Held(page)).ToBeHiddenAsync();
        await Expect(page.Move(title)).ToHaveCountAsync(1);
        Assert.Equal(sent, await CountAsync("mail_sent"));
    }

    [BrowserFact]
    public async Task Send_OnAPhoneInTheDark_IsSentAndCannotBeUndone()
    {
        var page = await stage.TodayAsync(Screen.Phone, ColorScheme.Dark);
        var title = await page.ExecutableAsync();
        await page.Move(title).Button("Execute").ClickAsync();
        await SendAsync(page);
        await Picture.TakeAsync(page, "send-countdown-phone");
        await Axe.CheckAsync(page, ".held-mails");

        await Expect(page.Toast("Sent to")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(Held(page)).ToBeHiddenAsync();
        var row = page.Widget("Executed").Locator(".row").Filter(new() { HasText = title }).First;
        await Expect(row.Locator(".state")).ToHaveTextAsync("Sent");
        await Expect(row.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Picture.TakeAsync(page, "send-done-phone");
    }

    [BrowserFact]
    public async Task Send_TheyAnswerBeforeTheEnd_DoesNotHappenAndThePageSaysWhy()
    {
        var page = await stage.TodayAsync();
        var (move, to, thread) = await AnswerAsync(page);
        await page.GotoAsync($"caseyos/queue/{move}");
        await page.Button("Execute").ClickAsync();
        await SendAsync(page);

        await stage.Sandbox.ReplyAsync(to);

        await Expect(page.Locator(".toast.bad")).ToContainTextAsync("The conversation went on", new() { Timeout = 30_000 });
        await Picture.TakeAsync(page, "send-refused");
        await Expect(page.Widget("Executions")).ToContainTextAsync("The conversation went on");
        await Expect(page.Button("Execute")).ToBeVisibleAsync();
        // Another journey may have written to the same person, from the mailbox.
        Assert.DoesNotContain(await stage.Sandbox.EffectsAsync("mail_sent"), mail => mail.Actor == "api" && Text(mail.Content, "threadId") == thread);
    }

    private static async Task SendAsync(IPage page)
    {
        await Mode(page, "Send").CheckAsync();
        await Expect(page.OpenDialog()).ToContainTextAsync("After that it cannot be taken back.");
        await OverruleAsync(page);
        await page.OpenDialog().Button("Send").ClickAsync();
        await Expect(Held(page)).ToContainTextAsync("Sending to");
    }

    // Whom the other journeys have written to already is not this one's matter.
    private static async Task OverruleAsync(IPage page)
    {
        foreach (var box in await page.OpenDialog().Locator(".concern").GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await box.CheckAsync();
        }
    }

    // Somebody on the page answers an old mail, and a move to answer him comes.
    private async Task<(string Move, string To, string Thread)> AnswerAsync(IPage page)
    {
        var to = await SomebodyAsync(page);
        var move = default(JsonElement);
        await Eventually.TrueAsync(
            async () => (move = (await TodayAsync(page)).FirstOrDefault(item => To(item) == to && Thread(item) is not null)).ValueKind == JsonValueKind.Object,
            () => "No move to answer came.");
        return (Text(move, "id")!, to, Thread(move)!);
    }

    // Who has had a mail can answer it; not everybody on the page has.
    private async Task<string> SomebodyAsync(IPage page)
    {
        foreach (var address in (await TodayAsync(page)).Select(To).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            try
            {
                await stage.Sandbox.ReplyAsync(address);
                return address;
            }
            catch (InvalidOperationException nobody) when (nobody.Message.Contains("Nobody has written", StringComparison.Ordinal))
            {
                // the next one
            }
        }

        throw new InvalidOperationException("Nobody on the page has ever had a mail.");
    }

    private static async Task<IReadOnlyList<JsonElement>> TodayAsync(IPage page) =>
        [.. (await page.EvaluateAsync<JsonElement>("async () => (await fetch('/api/command-queue?status=pending&limit=200')).json()")).GetProperty("items").EnumerateArray()];

    private static string? To(JsonElement move) => Text(move.GetProperty("action_context"), "to");

    private static string? Thread(JsonElement move) => Text(move.GetProperty("action_context"), "thread_id");

    private static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var text) ? text.GetString() : null;

    // Its name in full: "Draft" has the word "send" in it.
    private static ILocator Mode(IPage page, string name) =>
        page.OpenDialog().GetByRole(AriaRole.Radio, new() { Name = name == "Send" ? "Send goes out by itself" : "Draft you send it from Gmail" });

    private static ILocator Held(IPage page) => page.Locator(".held-mails");

    private async Task<int> CountAsync(string kind) => (await stage.Sandbox.EffectsAsync(kind)).Count;
}
