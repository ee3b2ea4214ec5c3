using System.Security.Cryptography;
using System.Text;
using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Functions.Hosting;

/// <summary>
/// Why messages failed. The host moves a message to the poison queue as it is, without a word of why, so the reason is kept
/// under a hash of the message's text, which stays the same on the way.
/// </summary>
internal sealed partial class FailureNotes(TableServiceClient tables, TimeProvider clock, ILogger<FailureNotes> logger)
{
    private const string Partition = "failures";
    private const int SchemaVersion = 1;
    private const int LongestReason = 500;

    private readonly TableClient table = tables.GetTableClient(KeyRingRepository.Table);

    /// <summary>Keeps the reason. That it cannot be kept must not hide why the message failed.</summary>
    public async Task NoteAsync(string function, string messageText, Exception failure, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, Key(messageText))
        {
            ["Function"] = function,
            ["Reason"] = Words(failure),
            ["At"] = clock.GetUtcNow(),
            ["SchemaVersion"] = SchemaVersion,
        };
        try
        {
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
        catch (Exception exception) when (exception is RequestFailedException or StorageUnavailableException)
        {
            Log.NotKept(logger, exception, function);
        }
    }

    /// <summary>Why a message failed last; null when nobody noted it.</summary>
    public async Task<FailureNote?> FindAsync(string messageText, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Key(messageText), cancellationToken: cancellationToken);
        return row.HasValue ? new(row.Value!.GetString("Reason")!, row.Value.GetDateTimeOffset("At")!.Value) : null;
    }

    /// <summary>Forgets it: the message is gone, or gets another chance.</summary>
    public Task ForgetAsync(string messageText, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition, Key(messageText), cancellationToken: cancellationToken);

    private static string Key(string messageText) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageText)));

    private static string Words(Exception failure)
    {
        var words = failure is System.Text.Json.JsonException ? $"The message cannot be read: {failure.Message}" : failure.Message;
        return words[..Math.Min(words.Length, LongestReason)];
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Why {Function} failed could not be kept")]
        public static partial void NotKept(ILogger logger, Exception exception, string function);
    }
}

/// <summary>Why a message failed.</summary>
/// <param name="Reason">In words.</param>
/// <param name="At">When it failed last.</param>
internal sealed record FailureNote(string Reason, DateTimeOffset At);
