using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Functions.Hosting;

/// <summary>Remembers the runs of each timer in storage: timers and HTTP run on different instances.</summary>
internal sealed class TimerBeats(TableServiceClient tables, IEnumerable<TriggerRegistration> triggers, TimeProvider clock)
{
    private const string Partition = "system";
    private const string Prefix = "beat|";
    private const int SchemaVersion = 1;
    private const int LongestError = 500;

    private readonly TableClient table = tables.GetTableClient(KeyRingRepository.Table);

    /// <summary>Notes the end of a run: one merge, so that a failure keeps the time of the last success.</summary>
    public Task NoteAsync(string function, DateTimeOffset start, TimerInvocation timer, Exception? failure, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, Prefix + function)
        {
            ["LastRun"] = start,
            ["LastError"] = failure is null ? "" : failure.Message[..Math.Min(failure.Message.Length, LongestError)],
            ["SchemaVersion"] = SchemaVersion,
        };
        if (failure is null)
        {
            row["LastSuccess"] = clock.GetUtcNow();
        }

        if (timer.Next is { } next)
        {
            row["NextRun"] = next;
        }

        return table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>All timers of this program, those that never ran included.</summary>
    public async Task<IReadOnlyList<TimerBeat>> ReadAsync(CancellationToken cancellationToken) => await Task.WhenAll(
        triggers.Where(trigger => trigger.IsTimer).OrderBy(trigger => trigger.Name, StringComparer.Ordinal).Select(trigger => ReadAsync(trigger.Name, cancellationToken)));

    private async Task<TimerBeat> ReadAsync(string function, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Prefix + function, cancellationToken: cancellationToken);
        if (!found.HasValue)
        {
            return new(function, null, null, null, 0, null);
        }

        var row = found.Value!;
        var next = row.GetDateTimeOffset("NextRun");
        var late = next is { } due && clock.GetUtcNow() > due ? Math.Round((clock.GetUtcNow() - due).TotalSeconds, 1) : 0;
        return new(function, row.GetDateTimeOffset("LastRun"), row.GetDateTimeOffset("LastSuccess"), next, late, row.GetString("LastError") is { Length: > 0 } error ? error : null);
    }
}
