using System.Collections.Concurrent;
using CaseyOS.Core.Orchestration;
using CaseyOS.Functions.Local.TaskHub;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>The embedded hub on real storage; only its clock is a fake.</summary>
public sealed class EmbeddedSetting(AzuriteFixture azurite) : OrchestrationSetting, IAsyncLifetime
{
    private readonly ConcurrentBag<string> started = [];
    private HubRig? rig;

    private HubRig Rig => rig ?? throw new InvalidOperationException("The hub has not started.");

    public async ValueTask InitializeAsync() => rig = await HubRig.StartAsync(await azurite.NewAccountAsync(), Clock, Log);

    public override Task StartAsync(string id, string orchestrator, object? input)
    {
        started.Add(id);
        return Rig.BeginAsync(orchestrator, input, id);
    }

    public override Task RaiseAsync(string id, string name, object? payload) => Rig.Client.RaiseEventAsync(id, name, payload);

    public override Task TerminateAsync(string id, object? output) => Rig.Client.TerminateInstanceAsync(id, output);

    public override Task<OrchestrationMetadata?> FindAsync(string id) => Rig.Client.GetInstanceAsync(id, getInputsAndOutputs: true);

    /// <summary>The emulator's queues have a clock of their own: what they would bring up by now is sent once more.</summary>
    public override async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        foreach (var id in started)
        {
            await Rig.Hints.SendAsync(new Hint(id), TestContext.Current.CancellationToken);
        }
    }

    public override ValueTask DisposeAsync() => rig?.DisposeAsync() ?? ValueTask.CompletedTask;
}
