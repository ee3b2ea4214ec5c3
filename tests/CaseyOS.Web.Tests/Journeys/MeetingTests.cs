using System.Globalization;
using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>Booking a meeting: three times to choose from, one click, and the guest's answer.</summary>
public sealed class MeetingTests(Stage stage)
{
    private const string Guest = "ada.lund@northwind.example";

    [BrowserFact]
    public async Task Book_AnotherTimeAndTitle_IsInTheCalendarAndTheAnswerAppears()
    {
        var page = await stage.TodayAsync();
        await page.GotoAsync($"caseyos/queue/{await AddAsync(page)}");
        await page.Button("Execute").ClickAsync();
        var times = page.OpenDialog().GetByRole(AriaRole.Radio);
        await Expect(times).ToHaveCountAsync(4); // three proposals, and another time
        await Expect(times.First).ToBeCheckedAsync();
        await Axe.CheckAsync(page, "dialog");
        var before = (await stage.Sandbox.EffectsAsync("event_created")).Count;

        await times.Nth(1).CheckAsync();
        var chosen = DateTimeOffset.Parse((await times.Nth(1).GetAttributeAsync("value"))!, CultureInfo.InvariantCulture);
        await page.GetByLabel("Title").FillAsync("Half an hour about lanes");
        await page.Button("Book and invite").ClickAsync();

        await Expect(page.OpenDialog().GetByRole(AriaRole.Heading, new() { Name = "Meeting booked" })).ToBeVisibleAsync();
        await Expect(page.OpenDialog().GetByRole(AriaRole.Link, new() { Name = "Video call" })).ToBeVisibleAsync();
        await Picture.TakeAsync(page, "meeting");
        var made = (await stage.Sandbox.EffectsAsync("event_created")).Skip(before);
        var content = Assert.Single(made).Content;
        Assert.Equal("Half an hour about lanes", content.GetProperty("title").GetString());
        Assert.Equal(chosen, content.GetProperty("start").GetDateTimeOffset());

        await page.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).Last.ClickAsync();
        await stage.Sandbox.AnswerInvitationAsync(Guest);
        await Expect(page.Widget("Executions")).ToContainTextAsync("Booked", new() { Timeout = 60_000 });
    }

    [BrowserFact]
    public async Task Book_OnAPhoneThenUndo_CancelsAndSaysThatTheGuestWasTold()
    {
        var page = await stage.TodayAsync(Screen.Phone, ColorScheme.Dark);
        await page.GotoAsync($"caseyos/queue/{await AddAsync(page)}");
        await page.Button("Execute").ClickAsync();
        await Expect(page.OpenDialog()).ToContainTextAsync("Undoing it cancels the meeting and tells the guest.");
        await page.OpenDialog().GetByRole(AriaRole.Radio, new() { Name = "Another time" }).CheckAsync();
        var field = page.OpenDialog().GetByLabel("Day and time in");
        await field.FillAsync("2020-01-07T10:00");
        await Expect(page.OpenDialog()).ToContainTextAsync("Choose a time in the future.");
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Button("Book and invite")).ToBeDisabledAsync();
        await Picture.TakeAsync(page, "phone-dark-meeting");
        await Axe.CheckAsync(page, "dialog");
        var proposed = DateTimeOffset.Parse((await page.OpenDialog().GetByRole(AriaRole.Radio).Nth(2).GetAttributeAsync("value"))!, CultureInfo.InvariantCulture);
        var evening = TimeZoneInfo.ConvertTime(proposed, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Date.AddHours(19.25);
        await field.FillAsync(evening.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await Expect(page.OpenDialog()).ToContainTextAsync("19:15–19:45. You are free");
        await page.Button("Book and invite").ClickAsync();
        await page.OpenDialog().Button("Undo").ClickAsync();

        await Expect(page.OpenDialog()).ToContainTextAsync("the guest was told");
        Assert.Contains(await stage.Sandbox.EffectsAsync("event_created"), effect => TimeZoneInfo.ConvertTime(
            effect.Content.GetProperty("start").GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).DateTime == evening);
        Assert.Contains(
            await stage.Sandbox.EffectsAsync("event_cancelled"), effect => effect.Content.GetProperty("notified").EnumerateArray().Any(address => address.GetString() == Guest));
    }

    private static async Task<string> AddAsync(IPage page) => await page.EvaluateAsync<string>(
        $$"""
        async () => {
          const me = await (await fetch("/api/me")).json();
          const added = await fetch("/api/command-queue", {
            method: "POST",
            headers: { "content-type": "application/json", "X-CSRF-Token": me.csrf_token },
            body: JSON.stringify({ title: "Meet Ada Lund about lanes", action_type: "book_meeting", action_context: { kind: "meeting", to: "{{Guest}}", to_name: "Ada Lund" } }),
          });
          return (await added.json()).id;
        }
        """);
}
