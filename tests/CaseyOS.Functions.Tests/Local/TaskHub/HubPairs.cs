using CaseyOS.Core.Orchestration;
using CaseyOS.Testing;
using CaseyOS.Testing.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>One embedded hub, and one model for each of its instances; all with the same clock.</summary>
internal sealed class HubPairs((int[] Steps, int Seed)[] runs) : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new();
    private HubRig? rig;

    public IReadOnlyList<HubPair> All { get; private set; } = [];

    public async Task StartAsync(string storage)
    {
        var desk = new Desk();
        rig = await HubRig.StartAsync(storage, clock, configure: services =>
        {
            services.AddSingleton(desk.Work);
            foreach (var (number, run) in runs.Index())
            {
                services.AddSingleton(new OrchestratorRegistration(Name(number), RandomWorkflow.Of(run.Steps)));
            }
        });
        All = [.. runs.Select((run, number) => new HubPair(rig, Name(number), RandomWorkflow.Of(run.Steps), clock, desk, new Random(run.Seed)))];
        await Task.WhenAll(All.Select(pair => pair.StartAsync()));
    }

    /// <summary>Time passes for all.</summary>
    public void Advance(int minutes) => clock.Advance(TimeSpan.FromMinutes(minutes));

    public ValueTask DisposeAsync() => rig?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Name(int number) => $"Workflow{number}";
}
