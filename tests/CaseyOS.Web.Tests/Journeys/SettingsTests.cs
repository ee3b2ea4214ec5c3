using CaseyOS.Web.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseyOS.Web.Tests.Journeys;

/// <summary>What the user decides for good: whom to leave alone, what is connected.</summary>
public sealed class SettingsTests(Stage stage)
{
    [BrowserFact]
    public async Task Company_LeftAloneByKeyboard_IsListedAndTakenBack()
    {
        var page = await stage.TodayAsync();
        await page.GotoAsync("caseyos/settings");
        var list = page.Widget("Companies left alone");
        await page.GetByLabel("Domain of a company").FillAsync("no domain");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Toast("is not a domain such as example.com")).ToBeVisibleAsync();

        await page.GetByLabel("Domain of a company").FillAsync("Nobody.Example");
        await page.Keyboard.PressAsync("Enter");
        await Expect(list.GetByRole(AriaRole.Listitem)).ToContainTextAsync("nobody.example");
        await page.ReloadAsync();
        await Expect(list.GetByRole(AriaRole.Listitem)).ToContainTextAsync("nobody.example");

        await list.Button("Write to nobody.example again").ClickAsync();
        await Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Disconnect_AsksFirst_AndIsNotOfferedForWhatASettingOpens()
    {
        var page = await stage.TodayAsync();
        await page.GotoAsync("caseyos/settings");
        var connections = page.Widget("Connections");

        await connections.Button("Disconnect Google").ClickAsync();
        await Expect(page.OpenDialog()).ToContainTextAsync("until it is connected again");
        await page.OpenDialog().Button("Keep it").ClickAsync();

        await Expect(connections.Button("Disconnect Google")).ToBeVisibleAsync();
        await Expect(connections.GetByText("HubSpot")).ToBeVisibleAsync();
        await Expect(connections.Button("Disconnect HubSpot")).ToHaveCountAsync(0);
    }
}
