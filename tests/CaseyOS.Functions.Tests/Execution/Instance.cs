using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Storage;
using CaseyOS.Functions.Execution;
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

    public ExecutionRecovery Recovery => Get<ExecutionRecovery>();

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
        configure?.Invoke(services);
        return new(services.BuildServiceProvider());
    }

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
