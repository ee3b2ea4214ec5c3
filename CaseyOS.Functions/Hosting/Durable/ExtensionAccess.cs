using System.Security.Cryptography;
using CaseyOS.Core;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Where the Durable extension's HTTP API is, and the key to it.</summary>
/// <remarks>
/// Only the function <see cref="CommandOrchestrationsTrigger"/> is told, at each of its calls. It leaves what it was told here:
/// in memory, and encrypted in storage for the instances that serve the pages.
/// </remarks>
internal sealed partial class ExtensionAccess(
    TableServiceClient tables, QueueServiceClient queues, IDataProtectionProvider keys, TimeProvider clock, ILogger<ExtensionAccess> logger)
{
    private const string Partition = "system";
    private const string Key = "durable-client";
    private const string Sealed = "Sealed";
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(10);

    private readonly TableClient table = tables.GetTableClient(KeyRingRepository.Table);
    private readonly IDataProtector protector = keys.CreateProtector("CaseyOS.DurableClient");
    private readonly Lock asking = new();
    private volatile DurableClientBinding? known;
    private DateTimeOffset? asked;

    /// <summary>Keeps what the host said; costs nothing when it said the same before.</summary>
    public async Task RememberAsync(DurableClientBinding binding, CancellationToken cancellationToken)
    {
        if (binding.Equals(known))
        {
            return;
        }

        await table.CreateIfNotExistsAsync(cancellationToken);
        var row = new TableEntity(Partition, Key) { [Sealed] = protector.Protect(binding.Write()), ["SchemaVersion"] = 1 };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        known = binding;
    }

    /// <summary>What is known.</summary>
    /// <exception cref="ConflictException"><c>orchestrations_unknown</c>: nothing yet. It has been asked for; a moment later it is known.</exception>
    public async Task<DurableClientBinding> GetAsync(CancellationToken cancellationToken)
    {
        if ((known ??= await ReadAsync(cancellationToken)) is { } binding)
        {
            return binding;
        }

        await AskAsync(cancellationToken);
        throw new ConflictException(
            "orchestrations_unknown", "How to reach the Durable extension is not known yet. It has been asked for; try again in a few seconds.", TimeSpan.FromSeconds(5));
    }

    /// <summary>It did not work: perhaps the key was changed. What is stored counts again, and the host is asked anew.</summary>
    public Task DoubtAsync(CancellationToken cancellationToken)
    {
        known = null;
        return AskAsync(cancellationToken);
    }

    private async Task<DurableClientBinding?> ReadAsync(CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Key, cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            return null;
        }

        try
        {
            return DurableClientBinding.Parse(protector.Unprotect(row.Value!.GetString(Sealed)!));
        }
        catch (CryptographicException exception)
        {
            // The key ring was replaced: the next call of the function seals it anew.
            Log.Unreadable(logger, exception);
            return null;
        }
    }

    // A command that does nothing makes the host call the function, which then knows.
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        lock (asking)
        {
            var now = clock.GetUtcNow();
            if (asked is { } before && now - before < BetweenQuestions)
            {
                return;
            }

            asked = now;
        }

        var queue = queues.GetQueueClient(OrchestrationCommand.Queue);
        await queue.CreateIfNotExistsAsync(cancellationToken);
        await queue.SendMessageAsync(OrchestrationCommand.Hello.Encode(), cancellationToken: cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The stored address of the Durable extension cannot be read; it is asked for again")]
        public static partial void Unreadable(ILogger logger, Exception exception);
    }
}
