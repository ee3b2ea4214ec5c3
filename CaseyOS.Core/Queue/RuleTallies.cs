using System.Text.Json;
using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Queue;

/// <summary>
/// How the moves of each rule fared, without looking at any move: one row of sums, and the events that were not added to it
/// yet. However long the history, a reading costs these.
/// </summary>
public sealed class RuleTallies(QueueStore queue, TimeProvider clock)
{
    private const string Json = "Json";
    private const int Chunk = 99; // a transaction holds a hundred rows, and the sums are one

    // What the user undoes within this time is uncounted, because its row is still there.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    /// <summary>By rule name; rules that never made a move are absent.</summary>
    public async Task<IReadOnlyDictionary<string, RuleTally>> ReadAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var sums = await ReadSumsAsync(owner, cancellationToken);
        return Add(sums.Sums, await ReadEventsAsync(owner, null, cancellationToken));
    }

    /// <summary>Adds settled events to the sums. Safe to run twice or at the same time: events are taken away in the transaction that adds them.</summary>
    public async Task FoldAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        foreach (var events in (await ReadEventsAsync(owner, clock.GetUtcNow() - Settled, cancellationToken)).Chunk(Chunk))
        {
            var (sums, etag) = await ReadSumsAsync(owner, cancellationToken);
            var row = new TableEntity(owner.Value, Keys.Tallied) { ["Schema"] = 1 };
            row.SetText(Json, JsonSerializer.Serialize(Add(sums, events), CaseyJson.Rows));
            try
            {
                await queue.Table.SubmitTransactionAsync(
                    [
                        etag is { } known ? new(TableTransactionActionType.UpdateReplace, row, known) : new(TableTransactionActionType.Add, row),
                        .. events.Select(counted => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(owner.Value, counted.Key), counted.ETag)),
                    ],
                    cancellationToken);
            }
            catch (TableTransactionFailedException lost) when (lost.Status is 404 or 409 or 412)
            {
                return; // another instance adds up; what is left is added next time
            }
        }
    }

    private static Dictionary<string, RuleTally> Add(IReadOnlyDictionary<string, RuleTally> sums, IEnumerable<Event> events)
    {
        var all = sums.ToDictionary(
            sum => sum.Key, sum => sum.Value with { Counts = new(sum.Value.Counts, StringComparer.Ordinal) }, StringComparer.Ordinal);
        foreach (var counted in events.Where(counted => counted.Counts))
        {
            var tally = all.GetValueOrDefault(counted.Rule) ?? new();
            tally.Counts[counted.Name] = tally.Counts.GetValueOrDefault(counted.Name) + 1;
            var fired = counted.Name is Tally.Shown or Tally.Strengthened && !(tally.LastFiredAt >= counted.At);
            all[counted.Rule] = fired ? tally with { LastFiredAt = counted.At } : tally;
        }

        return all;
    }

    private async Task<(IReadOnlyDictionary<string, RuleTally> Sums, ETag? ETag)> ReadSumsAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var row = await queue.Table.GetEntityIfExistsAsync<TableEntity>(owner.Value, Keys.Tallied, cancellationToken: cancellationToken);
        return row.HasValue
            ? (JsonSerializer.Deserialize<Dictionary<string, RuleTally>>(row.Value!.GetText(Json)!, CaseyJson.Rows)!, row.Value!.ETag)
            : (new Dictionary<string, RuleTally>(StringComparer.Ordinal), null);
    }

    private async Task<List<Event>> ReadEventsAsync(OwnerId owner, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey ge {Keys.TallyPrefix} and RowKey lt {Keys.After(Keys.TallyPrefix)}")
            + (until is { } at ? " and " + TableClient.CreateQueryFilter($"At le {at}") : "");
        List<Event> events = [];
        await foreach (var row in queue.Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var parts = row.RowKey.Split('|');
            events.Add(new(row.RowKey, parts[1], parts[2], row.GetBoolean(QueueRows.Counts) == true, row.GetDateTimeOffset("At")!.Value, row.ETag));
        }

        return events;
    }

    private sealed record Event(string Key, string Rule, string Name, bool Counts, DateTimeOffset At, ETag ETag);
}
