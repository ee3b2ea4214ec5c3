using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Local;
using CaseyOS.Functions.Local.TaskHub;
using CaseyOS.Testing.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>
/// One instance of the detection with everything it stands on, against real storage and a real sandbox. Two of them on the
/// same storage account are two instances of the program.
/// </summary>
internal sealed class DetectionProgram : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public DetectionProgram(string storage, Uri sandbox, IReadOnlyDictionary<string, string?>? settings = null)
    {
        Storage = storage;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(LocalDefaults.Sandbox(sandbox.Port))
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Storage:ConnectionString"] = storage })
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            .Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IHostApplicationLifetime, Lifetime>()
            .AddSingleton<IGrantProtector, PlainText>()
            .AddSingleton<IConfirmTokenProtector, NoTokens>()
            .AddSingleton<CaseyOS.Core.Suppression.IAddressHasher, CaseyOS.Testing.PlainHasher>()
            .AddSingleton<CaseyOS.Core.Suppression.IUnsubscribeLinks, CaseyOS.Testing.PlainUnsubscribeLinks>()
            .AddStorage()
            .AddAccounts(configuration)
            .AddConnectors(configuration)
            .AddScoring(configuration)
            .AddQueue(configuration)
            .AddExecution(configuration)
            .AddOutcomes()
            .AddSignals(configuration)
            .AddSingleton<QueueSignal>()
            .AddTaskHub(configuration)
            .BuildServiceProvider();
    }

    public string Storage { get; }

    public Ingestion Ingestion => Get<Ingestion>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>The account of an address, made if need be.</summary>
    public async Task<OwnerId> OwnerAsync(string email = "casey@dwtb.example") => (await Get<AccountStore>().EnsureAsync(email)).Owner;

    /// <summary>Gives the program a grant to the mailbox, as a sign-in does.</summary>
    public async Task<OwnerId> ConnectGmailAsync(Uri sandbox, string email = "casey@dwtb.example", string scope = GoogleSignIn.AllScopes)
    {
        var owner = await OwnerAsync(email);
        var tokens = await GoogleSignIn.TokensAsync(sandbox, scope, email);
        await Get<GoogleGrants>().SaveAsync(owner, new()
        {
            AccessToken = tokens.GetProperty("access_token").GetString()!,
            RefreshToken = tokens.GetProperty("refresh_token").GetString(),
            ExpiresAt = TimeProvider.System.GetUtcNow().AddHours(1),
            Scopes = tokens.GetProperty("scope").GetString()!.Split(' '),
        });
        return owner;
    }

    /// <summary>Takes what waits on the queue, without processing it.</summary>
    public async Task<IReadOnlyList<QueueMessage>> TakeAsync()
    {
        List<QueueMessage> all = [];
        var queue = Get<QueueServiceClient>().GetQueueClient(SignalMessage.Queue);
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value is { Length: > 0 } messages)
        {
            all.AddRange(messages);
            foreach (var message in messages)
            {
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }

        return all;
    }

    /// <summary>Processes what waits on the queue; answers how many signals there were.</summary>
    public async Task<int> DrainAsync()
    {
        var count = 0;
        foreach (var message in await TakeAsync())
        {
            count += SignalMessage.Decode(message.Body.ToString()).Signals.Count;
            await Get<SignalProcessor>().ProcessAsync(message.Body.ToString(), CancellationToken.None);
        }

        return count;
    }

    public async Task<int> RunAllAsync()
    {
        var results = await Ingestion.RunAsync(CancellationToken.None);
        Assert.All(results, result => Assert.Null(result.Error));
        return await DrainAsync();
    }

    public async Task<SourceRunResult> RunAsync(string source) => Assert.Single(await Ingestion.RunAsync(source, null, CancellationToken.None));

    public async Task<IReadOnlyList<QueueItem>> OpenAsync(OwnerId owner) => (await Get<QueueStore>().ReadOpenAsync(owner, CancellationToken.None)).Items;

    public async Task<IReadOnlyList<StoredSignal>> SignalsAsync(OwnerId owner) =>
        (await Get<SignalStore>().ListAsync(owner, new(Limit: 1000), CancellationToken.None)).Items;

    /// <summary>Every row of the tables that detection writes, by keys: what "adds nothing" is measured on.</summary>
    public async Task<IReadOnlyList<string>> RowKeysAsync()
    {
        List<string> keys = [];
        foreach (var table in (string[])["Queue", "Signals"])
        {
            await foreach (var row in Get<TableServiceClient>().GetTableClient(table).QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]))
            {
                keys.Add($"{table}/{row.PartitionKey}/{row.RowKey}");
            }
        }

        return keys;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => throw new NotSupportedException();
    }

    private sealed class PlainText : IGrantProtector
    {
        public string Protect(string plain) => plain;

        public string Unprotect(string protectedText) => protectedText;
    }

    private sealed class NoTokens : IConfirmTokenProtector
    {
        public string Protect(ConfirmToken token) => throw new NotSupportedException();

        public ConfirmToken? Unprotect(string token) => throw new NotSupportedException();
    }
}
