using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Groups;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Core.Suppression;

namespace CaseyOS.Core.Audits;

/// <summary>
/// The audit trail: table <c>Audit</c>, one row per entry in the partition of its owner, or of <see cref="OwnerId.System"/>
/// for what concerns the installation. Rows are only ever added. Writing the same entry again is the same as once.
/// </summary>
public sealed class AuditLog(TableServiceClient tables, IAddressHasher hasher)
{
    private const int Newest = 1;
    private readonly TableClient table = tables.GetTableClient("Audit");
    private readonly TableReady ready = new();
    private readonly ConcurrentDictionary<OwnerId, GroupCommit> commits = new();

    /// <summary>Adds an entry. One round trip, which entries that come at the same time share.</summary>
    public async Task WriteAsync(OwnerId owner, AuditEntry entry, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var row = new TableEntity(owner.Value, Key(entry)) { ["Schema"] = Newest };
        row.SetText("Json", JsonSerializer.Serialize(entry with { Key = "" }, CaseyJson.Rows));
        try
        {
            await commits.GetOrAdd(owner, _ => new(table)).SubmitAsync(new RowsWrite(new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // A take-over says again what its predecessor said.
        }
    }

    /// <summary>Before the effect: nothing is done outside that is not written here first.</summary>
    public Task BeforeAsync(Execution execution, CancellationToken cancellationToken) =>
        WriteAsync(execution.Owner, Of(execution, execution.StartedAt, "execution_started"), cancellationToken);

    /// <summary>After it: how it ended.</summary>
    public Task AfterAsync(Execution execution, CancellationToken cancellationToken)
    {
        var what = execution.Status == ExecutionStatus.Failed ? "execution_failed" : "execution_succeeded";
        return WriteAsync(execution.Owner, Of(execution, execution.FinishedAt ?? execution.StartedAt, what) with { Result = execution.Error }, cancellationToken);
    }

    /// <summary>An entry about an execution.</summary>
    public AuditEntry Of(Execution execution, DateTimeOffset at, string what) => new()
    {
        At = at,
        Actor = execution.ByScript ? Actors.Script(execution.ExecutedBy) : execution.ExecutedBy,
        What = what,
        Execution = execution.Id,
        Item = execution.ItemId,
        ActionType = execution.ActionType,
        Mode = execution.Mode,
        Contact = execution.Contact?.Id,
        Recipient = execution.Recipient is { } to ? hasher.Hash(to.Trim().ToLowerInvariant()) : null,
        Content = ConfirmToken.Hash(execution.Content),
    };

    /// <summary>Entries, newest first.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="after">Those older than the one with this <see cref="AuditEntry.Key"/>.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(OwnerId owner, string? after, int limit, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        List<AuditEntry> found = [];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey gt {after ?? ""}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Min(limit, 1000), cancellationToken: cancellationToken))
        {
            found.Add(Read(row));
            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }

    private static AuditEntry Read(TableEntity row) => row.GetInt32("Schema") switch
    {
        Newest => JsonSerializer.Deserialize<AuditEntry>(row.GetText("Json")!, CaseyJson.Options)! with { Key = row.RowKey },
        var other => throw new InvalidOperationException($"Row {row.RowKey} has schema version {other}; this program reads {Newest}."),
    };

    // Entries of one instant are kept apart by what they say.
    private static string Key(AuditEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - entry.At.UtcTicks:d19}|{entry.What}|{entry.Execution}{Short(entry.Target)}");

    private static string Short(string? target) => target is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target)).AsSpan(0, 8));
}
