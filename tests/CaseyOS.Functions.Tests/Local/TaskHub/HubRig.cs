using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Local;
using CaseyOS.Functions.Local.TaskHub;
using CaseyOS.Testing;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>A task hub as one process has it, with storage clients of its own.</summary>
internal sealed class HubRig : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly StorageRoundTrips.Measurement recording;

    private HubRig(string connectionString, TimeProvider clock, TestLog log, Action<IServiceCollection>? configure, Action<TaskHubOptions>? change)
    {
        Log = log;
        recording = RoundTrips.Record();
        var all = new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock)
            .AddSingleton(new TableServiceClient(connectionString, new() { RoundTrips = RoundTrips }))
            .AddSingleton(new QueueServiceClient(connectionString, new() { RoundTrips = RoundTrips, MessageEncoding = QueueMessageEncoding.Base64 }))
            .AddSingleton<QueueSignal>()
            .AddTaskHub(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build())
            .Configure<TaskHubOptions>(options =>
            {
                options.Lease = TimeSpan.FromSeconds(2);
                options.VisibilityTimeout = TimeSpan.FromSeconds(2);
                options.MaxPause = TimeSpan.FromMilliseconds(400);
                change?.Invoke(options);
            })
            .AddFlows(log);
        configure?.Invoke(all);
        services = all.BuildServiceProvider();
        Hub = services.GetServices<IHostedService>().OfType<EmbeddedTaskHub>().Single();
        Client = services.GetRequiredService<DurableTaskClient>();
    }

    public StorageRoundTrips RoundTrips { get; } = new();

    public Hints Hints => services.GetRequiredService<Hints>();

    public QueueClient Queue => Hints.Queue;

    /// <summary>All requests since the beginning.</summary>
    public IReadOnlyList<StorageRoundTrip> Recorded => recording.Trips;

    public TestLog Log { get; }

    public EmbeddedTaskHub Hub { get; }

    public DurableTaskClient Client { get; }

    public TaskHubStore Store => services.GetRequiredService<TaskHubStore>();

    /// <summary>A hub at work.</summary>
    public static async Task<HubRig> StartAsync(
        string connectionString, TimeProvider? clock = null, TestLog? log = null, Action<IServiceCollection>? configure = null, Action<TaskHubOptions>? change = null)
    {
        var rig = Idle(connectionString, clock, log, configure, change);
        await rig.Hub.StartAsync(TestContext.Current.CancellationToken);
        return rig;
    }

    /// <summary>A client whose hub does not work.</summary>
    public static HubRig Idle(
        string connectionString, TimeProvider? clock = null, TestLog? log = null, Action<IServiceCollection>? configure = null, Action<TaskHubOptions>? change = null) =>
        new(connectionString, clock ?? TimeProvider.System, log ?? new(), configure, change);

    public static async Task<HubRig> StartAsync(AzuriteFixture azurite, TimeProvider? clock = null, Action<TaskHubOptions>? change = null) =>
        await StartAsync(await azurite.NewAccountAsync(), clock, change: change);

    public Task<string> BeginAsync(string orchestrator, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new(id));

    /// <summary>How an instance ended; a deadline, so that a lost one fails its test.</summary>
    public async Task<OrchestrationMetadata> EndOfAsync(string id)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await Client.WaitForInstanceCompletionAsync(id, deadline.Token);
    }

    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? id = null) =>
        await EndOfAsync(await BeginAsync(orchestrator, input, id));

    /// <summary>Until an instance waits with this many events of history.</summary>
    public Task HasHistoryAsync(string id, int events) => Eventually.TrueAsync(
        async () => (await Client.GetInstanceAsync(id))?.HistoryLength >= events, () => $"Instance {id} has not come that far.");

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public async ValueTask DisposeAsync()
    {
        await Hub.StopAsync(new CancellationToken(canceled: true));
        await services.DisposeAsync();
    }
}
