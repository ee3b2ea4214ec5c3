using System.Collections.Concurrent;
using System.Globalization;

namespace CaseyOS.Testing.Sandbox;

/// <summary>
/// Sandboxes that wait for their next test class. A start costs more than most classes do, and a reset leaves a world that
/// cannot be told from a fresh one. They end with the test run, as every sandbox does.
/// </summary>
internal static class SandboxPool
{
    private const int Seed = 20;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);
    private static readonly ConcurrentBag<SandboxProcess> Waiting = [];

    /// <summary>One that nobody else uses, with the default world, signed out, without faults, limits and subscriptions.</summary>
    public static async Task<SandboxProcess> RentAsync() =>
        Waiting.TryTake(out var sandbox)
            ? sandbox
            : await SandboxProcess.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Sandbox__Market"] = "false",
                ["Sandbox__Seed"] = Seed.ToString(CultureInfo.InvariantCulture),
            });

    /// <summary>Takes one back, which must not be used any more.</summary>
    /// <exception cref="InvalidOperationException">Something that was asked or answered is not as the official descriptions say.</exception>
    public static async Task ReturnAsync(SandboxProcess sandbox)
    {
        if (await TryCleanAsync(sandbox))
        {
            Waiting.Add(sandbox);
        }
        else
        {
            await sandbox.DisposeAsync();
        }
    }

    // Its clock only moves forward: one that was moved is of no use to others.
    private static async Task<bool> TryCleanAsync(SandboxProcess sandbox)
    {
        try
        {
            await sandbox.CheckExchangesAsync();
            using var client = new SandboxClient(sandbox.Address);
            await client.UnsubscribeAsync();
            await client.ScenarioAsync("default");
            await client.ResetAsync(Seed, signOut: true);
            return (await client.NowAsync() - TimeProvider.System.GetUtcNow()).Duration() < Tolerance;
        }
        catch
        {
            await sandbox.KillAsync();
            await sandbox.DisposeAsync();
            throw;
        }
    }
}
