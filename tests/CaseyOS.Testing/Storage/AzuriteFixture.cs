using System.Globalization;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Local.Azurite;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CaseyOS.Testing.Storage;

/// <summary>
/// One Azurite for all tests of an assembly, in memory, on free ports, started when the first test asks for it. Every
/// <see cref="NewAccountAsync"/> is a storage account that no other test sees. Use it as an assembly fixture:
/// <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const int Accounts = 1000;
    private readonly string data = TemporaryFolder.Create("azurite");
    private readonly Lazy<Task<AzuriteProcess>> azurite;
    private int used = -1;

    /// <summary>Starts nothing yet.</summary>
    public AzuriteFixture() => azurite = new(StartAsync);

    /// <summary>The connection string of an account of its own, empty.</summary>
    public async Task<string> NewAccountAsync()
    {
        var number = Interlocked.Increment(ref used);
        return number < Accounts
            ? (await azurite.Value).ConnectionStringOf(Name(number))
            : throw new InvalidOperationException($"More than {Accounts} tests asked for an account; raise the number.");
    }

    /// <summary>Clients of an account of its own, as the program has them, with the count of their round trips.</summary>
    public async Task<StorageAccount> NewStorageAsync() => new(await NewAccountAsync());

    /// <inheritdoc />
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (azurite.IsValueCreated)
        {
            await (await azurite.Value).DisposeAsync();
        }

        Directory.Delete(data, recursive: true);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"test{number:D4}");

    private Task<AzuriteProcess> StartAsync() => AzuriteProcess.StartAsync(
        new AzuriteSettings
        {
            DataDirectory = data,
            BasePort = 0,
            InMemory = true,
            Accounts = [.. Enumerable.Range(0, Accounts).Select(Name)],
        },
        NullLogger.Instance,
        CancellationToken.None);
}

/// <summary>The clients of one storage account, counted together.</summary>
public sealed class StorageAccount(string connectionString)
{
    /// <summary>What the program's configuration would hold.</summary>
    public string ConnectionString { get; } = connectionString;

    /// <summary>All requests of the clients below.</summary>
    public StorageRoundTrips RoundTrips { get; } = new();

    /// <summary>Tables.</summary>
    public TableServiceClient Tables => field ??= new(ConnectionString, new() { RoundTrips = RoundTrips });

    /// <summary>Queues, in Base64 as the program has them.</summary>
    public QueueServiceClient Queues => field ??= new(ConnectionString, new() { RoundTrips = RoundTrips, MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>The same account, with the service behind <paramref name="proxy"/> reached through it.</summary>
    public string ConnectionStringThrough(CuttingProxy proxy) =>
        ConnectionString.Replace($":{proxy.Target}/", $":{proxy.Port}/", StringComparison.Ordinal);

    /// <summary>A table that exists.</summary>
    public async Task<TableClient> CreateTableAsync(string name = "Things")
    {
        var table = Tables.GetTableClient(name);
        await table.CreateIfNotExistsAsync();
        return table;
    }

    /// <summary>A queue that exists.</summary>
    public async Task<QueueClient> CreateQueueAsync(string name = "things")
    {
        var queue = Queues.GetQueueClient(name);
        await queue.CreateIfNotExistsAsync();
        return queue;
    }
}
