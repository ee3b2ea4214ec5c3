using System.Net;
using CaseyOS.Functions.Local.Azurite;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>Storage goes away under the real program, and comes back.</summary>
public sealed class StorageOutageTests
{
    private const int Instances = 12;
    private const int Steps = 60;
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Storage_AwayForTwentySeconds_NothingIsLostOrDoubledAndReadySaysSo()
    {
        var settings = new AzuriteSettings { DataDirectory = TemporaryFolder.Create("outage"), BasePort = FreePorts.Row(3) };
        var azurite = await StartAsync(settings);
        try
        {
            await using var rig = new ProcessRig(azurite.ConnectionString);
            var program = await rig.StartAsync();
            using var http = new HttpClient { BaseAddress = program.Address };
            await rig.BeginAsync(0, Instances, Steps);
            await rig.ReachAsync(Instances * 4);

            await azurite.DisposeAsync();
            var away = TimeProvider.System.GetTimestamp();
            await Eventually.TrueAsync(async () => await ReadyAsync(http) is (HttpStatusCode.ServiceUnavailable, var words) && words.Contains("\"failed\"", StringComparison.Ordinal), () => "/ready does not see it.");
            var finished = rig.Marks.Read().Count;
            Assert.InRange(finished, Instances, (Instances * Steps * 2) - Instances); // in the middle
            await Task.Delay(Outage - TimeProvider.System.GetElapsedTime(away)); // the outage itself, not a wait for anything
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ReadyAsync(http)).Status);
            azurite = await StartAsync(settings);

            await Eventually.TrueAsync(async () => (await ReadyAsync(http)).Status == HttpStatusCode.OK, () => $"/ready does not recover: {program.Output}");
            await rig.EndAsync(Instances, Steps);
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }

    private static Task<AzuriteProcess> StartAsync(AzuriteSettings settings) =>
        AzuriteProcess.StartAsync(settings, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static async Task<(HttpStatusCode Status, string Words)> ReadyAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
