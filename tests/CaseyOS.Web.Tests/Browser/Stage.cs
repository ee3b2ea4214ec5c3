using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CaseyOS.Web.Tests.Browser.Stage))]

// All journeys share one program and one user, and each changes what the others see: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace CaseyOS.Web.Tests.Browser;

/// <summary>
/// The real program with its own storage and sandbox, and one browser, for all journeys. Each journey has a browser profile of
/// its own, which is closed when the next one begins: a page that stays open goes on asking. The moves are shared, so that a
/// journey takes the ones it needs and does not count on the others.
/// </summary>
public sealed class Stage : IAsyncLifetime
{
    // How long the page and its answers may take on a machine that is busy with other things, in milliseconds.
    private const float Patience = 15_000;
    private readonly List<(string? Test, IBrowserContext Profile)> profiles = [];
    private IPlaywright? playwright;
    private IBrowser? browser;
    private CaseyProgram? program;

    /// <summary>Where the page is.</summary>
    public Uri Address => Program.Address;

    /// <summary>What really happened outside, and the hand on the world.</summary>
    public SandboxClient Sandbox { get; private set; } = null!;

    /// <summary>Everything the program has said.</summary>
    public string Output => Program.Output;

    private static string? Test => TestContext.Current.Test?.UniqueID;

    private CaseyProgram Program => program ?? throw new InvalidOperationException("The program has not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is not { } path)
        {
            return;
        }

        // Answers come from the journeys alone, and the polls bring them at once.
        program = await CaseyProgram.StartAsync(settings =>
        {
            settings["Sandbox__Market"] = "false";
            settings["Schedules__PollGmail"] = "*/2 * * * * *";
            settings["Schedules__PollCalendar"] = "*/2 * * * * *";
            settings["Schedules__PollHubSpot"] = "*/5 * * * * *";
            settings["Execution__HoldWindow"] = "00:00:08";
        });
        Sandbox = new SandboxClient(program.Sandbox);
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        });
    }

    /// <summary>A fresh browser profile.</summary>
    public async Task<IBrowserContext> NewProfileAsync(Screen? screen = null, ColorScheme theme = ColorScheme.Light)
    {
        await CloseOthersAsync();
        var chosen = screen ?? Screen.Desk;
        var profile = await browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = new() { Width = chosen.Width, Height = chosen.Height },
            HasTouch = chosen.IsPhone,
            IsMobile = chosen.IsPhone,
            ColorScheme = theme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        profile.SetDefaultTimeout(Patience);
        profiles.Add((Test, profile));
        return profile;
    }

    /// <summary>A page on Today, signed in, with its moves on it.</summary>
    public async Task<IPage> TodayAsync(Screen? screen = null, ColorScheme theme = ColorScheme.Light)
    {
        var page = await OpenAsync("/caseyos", screen, theme);
        await Assertions.Expect(page.Moves().First).ToBeVisibleAsync();
        return page;
    }

    /// <summary>A page at this path, signed in.</summary>
    public async Task<IPage> OpenAsync(string path, Screen? screen = null, ColorScheme theme = ColorScheme.Light)
    {
        var page = await (await NewProfileAsync(screen, theme)).NewPageAsync();
        await page.GotoAsync($"login?login_hint=casey@dwtb.example&return_url={Uri.EscapeDataString(path)}");
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Sandbox?.Dispose();
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }

    private async Task CloseOthersAsync()
    {
        foreach (var (_, profile) in profiles.Where(known => known.Test != Test))
        {
            await profile.CloseAsync();
        }

        profiles.RemoveAll(known => known.Test != Test);
    }
}
