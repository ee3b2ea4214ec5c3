using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage;
using CaseyOS.Functions.Execution;
using CaseyOS.Functions.Local;
using CaseyOS.Functions.Local.TaskHub;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Execution;

/// <summary>One instance of the program's core on the shared storage, with nothing of another instance in its memory.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly ServiceProvider provider;

    private Instance(ServiceProvider provider) => this.provider = provider;

    public CommandQueue Queue => Get<CommandQueue>();

    public QueueStore Items => Get<QueueStore>();

    public Executor Executor => Get<Executor>();

    public ExecutionStore Executions => Get<ExecutionStore>();


    public Rollback Rollback => Get<Rollback>();

    public OutcomeDetector Detector => Get<OutcomeDetector>();

    public OutcomeStore Outcomes => Get<OutcomeStore>();

    public GmailClient Gmail => Get<GmailClient>();

    public StorageRoundTrips RoundTrips => Get<StorageRoundTrips>();

    public static Instance Start(IReadOnlyDictionary<string, string?> settings, IDataProtectionProvider keys, Action<IServiceCollection>? configure = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(keys);
        services.AddSingleton<IConfirmTokenProtector, ConfirmTokenProtector>();
        services.AddSingleton<IGrantProtector, Grants>();
        services.AddSingleton<CaseyOS.Core.Suppression.IAddressHasher, CaseyOS.Testing.PlainHasher>();
        services.AddSingleton<CaseyOS.Core.Suppression.IUnsubscribeLinks, CaseyOS.Testing.PlainUnsubscribeLinks>();
        services.AddSingleton<IOwnerTimeZones, Zones>();
        services.AddStorage();
        services.AddAccounts(configuration);
        services.AddConnectors(configuration);
        services.AddScoring(configuration);
        services.AddQueue(configuration);
        services.AddExecution(configuration);
        services.AddOutcomes();
        services.AddSignals(configuration);
        services.AddExecuteAndWatch();
        services.AddSingleton<QueueSignal>();
        services.AddTaskHub(configuration);
        configure?.Invoke(services);
        return new(services.BuildServiceProvider());
    }

    /// <summary>Runs an activity of the orchestration, which nothing here runs by itself.</summary>
    public Task<Standing> RunAsync<TActivity>(Core.Executions.Execution execution)
        where TActivity : TaskActivity<WatchInput, Standing> => RunAsync<TActivity>(execution.Owner, execution.Id);

    /// <summary>The same for an execution of which only the id is known.</summary>
    public Task<Standing> RunAsync<TActivity>(OwnerId owner, ExecutionId id)
        where TActivity : TaskActivity<WatchInput, Standing> => Get<TActivity>().RunAsync(new(typeof(TActivity).Name, id.ToString()), new WatchInput(owner, id));

    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private sealed class Grants(IDataProtectionProvider provider) : IGrantProtector
    {
        private readonly IDataProtector protector = provider.CreateProtector("grants");

        public string Protect(string plain) => protector.Protect(plain);

        public string Unprotect(string secret) => protector.Unprotect(secret);
    }

    private sealed class Zones : IOwnerTimeZones
    {
        public ValueTask<TimeZoneInfo> GetAsync(OwnerId owner, CancellationToken cancellationToken) => new(TimeZoneInfo.Utc);
    }
}
