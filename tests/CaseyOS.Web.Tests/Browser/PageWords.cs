using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CaseyOS.Web.Tests.Browser;

/// <summary>The page's parts by the names that people and screen readers know them by.</summary>
internal static partial class PageWords
{
    public static ILocator Moves(this IPage page) => page.Locator(".moves > li");

    public static ILocator Move(this IPage page, string title) => page.Moves().Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }) });

    public static ILocator Selected(this IPage page) => page.Locator(".moves > li[aria-current=true]");

    public static ILocator OpenDialog(this IPage page) => page.GetByRole(AriaRole.Dialog);

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Button(this ILocator part, string name) => part.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Toast(this IPage page, string text) => page.Locator(".toasts").GetByText(text);

    public static ILocator Widget(this IPage page, string title) => page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    /// <summary>Titles as listed, best first.</summary>
    public static async Task<IReadOnlyList<string>> TitlesAsync(this IPage page)
    {
        // Reading a list does not wait for it, and after a reload it is not there at once.
        await Assertions.Expect(page.Moves().First).ToBeVisibleAsync();
        return await page.Locator(".move-title").AllInnerTextsAsync();
    }

    /// <summary>Title from the middle of the list, which stays on it: a new move may push out the last one at any moment.</summary>
    public static async Task<string> SafeAsync(this IPage page)
    {
        var titles = await page.TitlesAsync();
        return titles[titles.Count / 2];
    }

    /// <summary>Presses <c>j</c> until the move with this title is meant.</summary>
    public static async Task SelectAsync(this IPage page, string title)
    {
        for (var left = 3; ; left--)
        {
            await StepToAsync(page, title);
            try
            {
                await Assertions.Expect(page.Selected()).ToContainTextAsync(title, new() { Timeout = 2_000 });
                return;
            }
            catch (PlaywrightException) when (left > 0)
            {
                // A fresh list came while the keys were pressed: a snoozed move had made room for another one above.
            }
        }
    }

    private static async Task StepToAsync(IPage page, string title)
    {
        var steps = (await page.TitlesAsync()).ToList().IndexOf(title);
        Assert.True(steps >= 0, $"No move is called “{title}”.");
        for (var back = 0; back < 10; back++)
        {
            await page.Keyboard.PressAsync("k");
        }

        for (var step = 0; step < steps; step++)
        {
            await page.Keyboard.PressAsync("j");
        }
    }

    /// <summary>Title of the best move that Execute works on and no journey has touched yet.</summary>
    public static async Task<string> ExecutableAsync(this IPage page) =>
        // A mail: these end as a task, an escalation, a report or content.
        await page.Moves().Filter(new() { HasNotTextRegex = OtherThanMail }).Filter(new() { Has = page.Button("Execute") }).Filter(new() { Has = page.Button("Accept") }).First.Locator(".move-title").InnerTextAsync();

    [GeneratedRegex("Close date of|is at risk|has gone quiet|Repurpose|newsletter|Case study|Prepare for", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OtherThanMail { get; }
}
