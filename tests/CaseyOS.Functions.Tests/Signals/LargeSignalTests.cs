using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>What somebody has written at great length must not keep everybody else's records from being looked at.</summary>
public sealed class LargeSignalTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Sweep_NameOfADealLongerThanAMessage_LeavesThatOneOutAndSaysSo()
    {
        await sandbox.Client.ResetAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await hubSpot.OkAsync(HttpMethod.Post, "crm/objects/2026-09/deals", new { properties = new { dealname = new string('x', 60_000), dealstage = "appointmentscheduled", pipeline = "default", closedate = "2026-01-01" } });
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);

        await CaseyOS.Testing.Eventually.TrueAsync(
            async () => (await program.RunAsync(HubSpotSweep.SourceName)).State is var state && state.Notes.Any(note => note.EndsWith("too long.", StringComparison.Ordinal)),
            () => "HubSpot's search does not show the new deal.");

        var (state, error) = await program.RunAsync(HubSpotSweep.SourceName);
        Assert.Equal((RunStatus.Success, null), (state.Status, error));
        Assert.NotEqual(0, await program.DrainAsync());
    }
}
