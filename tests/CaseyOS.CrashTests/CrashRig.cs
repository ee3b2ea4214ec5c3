using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>
/// The real program against a storage emulator and a sandbox that outlive it. Killing the program therefore kills nothing that
/// remembers what it did.
/// </summary>
internal sealed class CrashRig : IAsyncDisposable
{
    private readonly AzuriteFixture azurite;
    private readonly SandboxProcess sandbox;

    private CrashRig(AzuriteFixture azurite, SandboxProcess sandbox) => (this.azurite, this.sandbox, Truth) = (azurite, sandbox, new SandboxClient(sandbox.Address));

    /// <summary>What really happened outside.</summary>
    public SandboxClient Truth { get; }

    /// <summary>Where the sandbox is.</summary>
    public Uri Sandbox => sandbox.Address;

    /// <param name="azurite">Storage of all tests; each program has an account of its own.</param>
    /// <param name="market">Whether people answer by themselves.</param>
    public static async Task<CrashRig> StartAsync(AzuriteFixture azurite, bool market = true) =>
        new(azurite, await SandboxProcess.StartAsync(market ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["Sandbox__Market"] = "false" }));

    /// <summary>The program on an empty storage account of its own. Leases are short, so that a test need not wait long for a take-over.</summary>
    public async Task<CaseyProgram> NewProgramAsync(Action<IDictionary<string, string>>? change = null)
    {
        var storage = await azurite.NewAccountAsync();
        return await CaseyProgram.StartAsync(settings =>
        {
            settings["Local__Sandbox"] = "false";
            settings["Storage__ConnectionString"] = storage;
            settings["ALLOWED_EMAILS"] = "casey@dwtb.example,alex@dwtb.example";
            settings["HubSpot__BaseAddress"] = $"{sandbox.Address}hubspot";
            settings["HubSpot__AccessToken"] = "sandbox-hubspot-key";
            settings["Google__ClientId"] = "crash-tests";
            settings["Google__ClientSecret"] = "crash-tests";
            settings["Google__AuthorizationEndpoint"] = $"{sandbox.Address}google/o/oauth2/v2/auth";
            settings["Google__TokenEndpoint"] = $"{sandbox.Address}google/token";
            settings["Google__RevokeEndpoint"] = $"{sandbox.Address}google/revoke";
            settings["Google__UserInfoEndpoint"] = $"{sandbox.Address}google/oauth2/v3/userinfo";
            settings["Google__GmailBaseAddress"] = $"{sandbox.Address}google";
            settings["Google__CalendarBaseAddress"] = $"{sandbox.Address}google";
            settings["Limits__MailsPerHour"] = "1000";
            settings["Limits__ActionsPerHour"] = "1000";
            settings["Execution__Timeout"] = "00:00:02";
            settings["Execution__Lease"] = "00:00:04";
            settings["Schedules__DetectOutcomes"] = "*/2 * * * * *";
            settings["Local__Pump__VisibilityTimeout"] = "00:00:03";
            settings["Local__Pump__MaxPause"] = "00:00:01";
            settings["Local__TaskHub__Lease"] = "00:00:02";
            settings["Local__TaskHub__VisibilityTimeout"] = "00:00:02";
            settings["Local__TaskHub__MaxPause"] = "00:00:00.500";
            // The pace that Google and HubSpot allow; the sandbox takes more.
            settings["Google__UnitsPerMinute"] = "1000000";
            settings["HubSpot__CallsPerTenSeconds"] = "1000";
            change?.Invoke(settings);
        });
    }

    /// <summary>All moves that wait, by what they are about. Two of one kind would be a doubled one, so it is said how often each occurs.</summary>
    public static async Task<SortedDictionary<string, int>> OpenMovesAsync(HttpClient browser)
    {
        var moves = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await browser.GetFromJsonAsync<JsonElement>($"api/command-queue?status=pending,accepted&limit=200&cursor={Uri.EscapeDataString(cursor)}");
            foreach (var move in page.GetProperty("items").EnumerateArray())
            {
                var about = $"{move.GetProperty("action_type")} {move.GetProperty("deal_id")} {move.GetProperty("contact_id")}";
                if (move.GetProperty("action_type").GetString() == "prep_meeting")
                {
                    about += $" {move.GetProperty("due_by")}"; // one may meet the same person twice a day
                }

                moves[about] = moves.GetValueOrDefault(about) + 1;
            }

            cursor = page.GetProperty("next_cursor").GetString();
        }

        return moves;
    }

    /// <summary>Waits until a job has ended, and gives it.</summary>
    public static async Task<JsonElement> JobEndsAsync(HttpClient browser, Uri address)
    {
        JsonElement job = default;
        await Eventually.TrueAsync(
            async () =>
            {
                job = await browser.GetFromJsonAsync<JsonElement>(address);
                return job.GetProperty("ended_at").ValueKind != JsonValueKind.Null;
            },
            () => $"The job does not end: {job}",
            Eventually.OnABusyMachine);
        return job;
    }

    public async ValueTask DisposeAsync()
    {
        Truth.Dispose();
        await sandbox.DisposeAsync();
    }
}
