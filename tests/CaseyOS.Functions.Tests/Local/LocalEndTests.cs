using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.Local;

public sealed class LocalEndTests
{
    [Fact]
    public async Task Kill_WithoutWarning_LeavesNoOrphanAndARestartHasEverything()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Children are found through /proc.");
        await using var program = await CaseyProgram.StartAsync();
        using var before = await program.SignInAsync();
        await Eventually.TrueAsync(async () => await PendingAsync(before) > 0, () => program.Output, TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(() => Task.FromResult(program.Output.Contains("is ready", StringComparison.Ordinal)), () => program.Output, TimeSpan.FromSeconds(60));
        var pending = await PendingAsync(before);
        Assert.True(Children(program).Count >= 2, "Storage and sandbox should run.");

        await program.KillAsync();

        await Eventually.TrueAsync(() => Task.FromResult(Children(program).Count == 0), () => $"Orphans: {string.Join(", ", Children(program))}");
        await program.RestartAsync();
        Assert.True(await PendingAsync(before) >= pending); // the session still counts, too
    }

    [Fact]
    public async Task Terminate_EndsEverythingWithCodeZero()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Children are found through /proc.");
        await using var program = await CaseyProgram.StartAsync();
        using var process = Process.GetProcessById(program.ProcessId);

        using (var kill = Process.Start("kill", ["-TERM", program.ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        Assert.Empty(Children(program));
        Assert.DoesNotContain("Unhandled", program.Output, StringComparison.Ordinal);
    }

    private static async Task<int> PendingAsync(HttpClient casey) =>
        (await casey.GetFromJsonAsync<JsonElement>("api/command-queue/today")).GetProperty("total_pending").GetInt32();

    // Every child carries the data folder or the sandbox's port in its command line or environment.
    private static List<int> Children(CaseyProgram program) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Mentions(pid, "cmdline", program.DataDirectory) | Mentions(pid, "environ", $"Sandbox__DataDirectory={program.DataDirectory}")),
    ];

    private static bool Mentions(int pid, string file, string text)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}").Contains(text, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // gone meanwhile, or another user's
        }
    }
}
