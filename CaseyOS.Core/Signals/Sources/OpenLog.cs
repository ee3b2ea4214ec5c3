using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>
/// Opens of mail as they are seen, because HubSpot keeps only the last one of each contact. Rows of contact ids and times,
/// nothing else, and none is kept longer than it is news.
/// </summary>
/// <remarks>A quiet run costs nothing; new opens cost one transaction for a hundred; the rows are read once an hour.</remarks>
public sealed class OpenLog(TableServiceClient tables, TimeProvider clock) : IDisposable
{
    private const string Partition = "opens";
    private const int Chunk = 100;
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(1);

    private readonly TableClient table = tables.GetTableClient("Cursors");
    private readonly SemaphoreSlim oneByOne = new(1, 1);
    private ConcurrentDictionary<(string Contact, long At), byte> seen = new();
    private long? readAt;

    /// <summary>Notes the contacts' last opens; answers what tells the opens of each.</summary>
    public async Task<Func<Contact, IReadOnlyList<DateTimeOffset>>> NoteAsync(IEnumerable<Contact> contacts, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - EmailOpenedNoReplyRule.News;
        List<(string Contact, long At)> recent =
            [.. contacts.Where(contact => contact.LastOpenedAt > since).Select(contact => (contact.Id, contact.LastOpenedAt!.Value.ToUnixTimeMilliseconds()))];
        if (recent.Count == 0)
        {
            return static _ => [];
        }

        await oneByOne.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(since, cancellationToken);
            await WriteAsync([.. recent.Where(open => !seen.ContainsKey(open)).Distinct()], TableTransactionActionType.UpsertReplace, cancellationToken);
            recent.ForEach(open => seen[open] = 0);
        }
        finally
        {
            oneByOne.Release();
        }

        var byContact = seen.Keys.ToLookup(open => open.Contact, open => DateTimeOffset.FromUnixTimeMilliseconds(open.At), StringComparer.Ordinal);
        return contact => [.. byContact[contact.Id].Order()];
    }

    /// <summary>Deletes the opens of a contact; answers how many there were.</summary>
    public async Task<int> ForgetAsync(string contact, CancellationToken cancellationToken)
    {
        await oneByOne.WaitAsync(cancellationToken);
        try
        {
            readAt = null;
            await RefreshAsync(clock.GetUtcNow() - EmailOpenedNoReplyRule.News, cancellationToken);
            List<(string Contact, long At)> theirs = [.. seen.Keys.Where(open => open.Contact == contact)];
            await WriteAsync(theirs, TableTransactionActionType.Delete, cancellationToken);
            theirs.ForEach(open => seen.TryRemove(open, out _));
            return theirs.Count;
        }
        finally
        {
            oneByOne.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => oneByOne.Dispose();

    private async Task RefreshAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (readAt is { } at && clock.GetElapsedTime(at) < KeepFor)
        {
            return;
        }

        List<(string Contact, long At)> rows = [];
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), select: ["RowKey"], cancellationToken: cancellationToken))
        {
            var parts = row.RowKey.Split('|');
            rows.Add((parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture)));
        }

        var first = since.ToUnixTimeMilliseconds();
        await WriteAsync([.. rows.Where(open => open.At < first)], TableTransactionActionType.Delete, cancellationToken);
        seen = new(rows.Where(open => open.At >= first).Select(open => KeyValuePair.Create(open, (byte)0)));
        readAt = clock.GetTimestamp();
    }

    private async Task WriteAsync(IReadOnlyList<(string Contact, long At)> opens, TableTransactionActionType action, CancellationToken cancellationToken)
    {
        foreach (var chunk in opens.Chunk(Chunk))
        {
            try
            {
                await table.SubmitTransactionAsync(
                    chunk.Select(open => new TableTransactionAction(
                        action, new TableEntity(Partition, string.Create(CultureInfo.InvariantCulture, $"{open.Contact}|{open.At:d13}")), ETag.All)),
                    cancellationToken);
            }
            catch (TableTransactionFailedException gone) when (action == TableTransactionActionType.Delete && gone.Status == 404)
            {
                // another instance tidied at the same time; what is left is tidied in an hour
            }
        }
    }
}
