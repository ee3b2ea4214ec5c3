using System.Text.RegularExpressions;
using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

public sealed class SignInTests(Stage stage)
{
    [BrowserFact]
    public async Task FirstVisit_ThroughConsent_ShowsRankedMovesWithTheirReasons()
    {
        await using var profile = await stage.NewProfileAsync();
        var page = await profile.NewPageAsync();
        await page.GotoAsync("");
        await page.GetByText("casey@dwtb.example").ClickAsync();
        await page.Button("Continue").ClickAsync();

        await Expect(page.Moves().Nth(7)).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync("Today · CaseyOS");
        var scores = (await page.Locator(".moves .score b").AllInnerTextsAsync()).Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        foreach (var move in await page.Moves().AllAsync())
        {
            Assert.Contains(await move.Locator(".who").InnerTextAsync(), char.IsLetter);
            Assert.Contains(await move.Locator(".reason").InnerTextAsync(), char.IsAsciiDigit);
        }
    }

    [BrowserFact]
    public async Task Hover_ShowsFourDriversThatSumToTheBaseScore()
    {
        var page = await stage.TodayAsync();
        await page.Moves().Nth(2).HoverAsync();
        var why = page.GetByRole(AriaRole.Region, new() { Name = "Why this move" });
        await Expect(why).ToContainTextAsync(await page.Moves().Nth(2).Locator(".move-title").InnerTextAsync());
        var points = (await why.Locator(".points").AllInnerTextsAsync()).Select(Points).ToList();
        Assert.Equal(5, points.Count);
        Assert.Equal(points[4], points.Take(4).Sum(), 0.21);
    }

    [BrowserFact]
    public async Task Stranger_GetsTheAccessDeniedPage()
    {
        await using var profile = await stage.NewProfileAsync();
        var page = await profile.NewPageAsync();
        var answer = await page.GotoAsync("login?login_hint=stranger@example.com");
        Assert.Equal(403, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Access denied" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task SessionEndsWhileOpen_AsksToSignInAndComesBackHere()
    {
        var page = await stage.TodayAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Signals", Exact = true }).ClickAsync();
        await page.Context.ClearCookiesAsync();
        await page.Keyboard.PressAsync("r");
        var again = page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Google" });
        await Expect(again).ToHaveAttributeAsync("href", new Regex("return_url=%2Fcaseyos%2Fsignals", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [BrowserFact]
    public async Task SignOut_LeavesNothingBehind()
    {
        var page = await stage.TodayAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("account menu", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Google" })).ToBeVisibleAsync();
        await Expect(page.Moves()).ToHaveCountAsync(0);
    }

    private static double Points(string text) => double.Parse(text.Replace("+", "", StringComparison.Ordinal).Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture);
}
