using System.Text.Json;
using Azure;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Signals.Settings;

/// <summary>
/// Takes the moves of a rule that is switched off from the page, and brings them back when it is switched on again. Which ones
/// it took stands in a row of <c>Settings</c>, so that a slip of the finger costs nothing.
/// </summary>
public sealed class RuleSwitch(TableServiceClient tables, CommandQueue queue, QueueStore moves)
{
    private const string Json = "Json";
    private readonly TableClient table = tables.GetTableClient("Settings");

    /// <summary>What the history of such a move says.</summary>
    public static string Why(string rule) => $"You switched the rule \"{rule.Replace('_', ' ')}\" off.";

    /// <summary>The rule is off: its pending moves go, and those that have other reasons stay for those.</summary>
    public async Task OffAsync(OwnerId owner, string rule, CancellationToken cancellationToken)
    {
        List<QueueItemId> gone = [];
        foreach (var item in (await moves.ReadOpenAsync(owner, cancellationToken)).Items.Where(item => item.Status == ItemStatus.Pending))
        {
            var reasons = Reasons.Of(item);
            if (reasons.All(reason => reason.SignalType == rule) && reasons.Count > 0)
            {
                await queue.ResolveAsync(owner, item.Id, Why(rule), cancellationToken);
                gone.Add(item.Id);
            }
            else if (reasons.Any(reason => reason.SignalType == rule))
            {
                await queue.WeakenAsync(owner, item.Id, new Dictionary<string, string>(StringComparer.Ordinal) { [rule] = Why(rule) }, cancellationToken);
            }
        }

        if (gone.Count > 0)
        {
            var row = new TableEntity(owner.Value, Key(rule)) { ["Schema"] = 1 };
            row.SetText(Json, JsonSerializer.Serialize(gone, CaseyJson.Rows));
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>The rule is on again. What lost its reason meanwhile goes with the next look at it.</summary>
    public async Task OnAsync(OwnerId owner, string rule, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(owner.Value, Key(rule), cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            return;
        }

        foreach (var id in JsonSerializer.Deserialize<List<QueueItemId>>(row.Value!.GetText(Json)!, CaseyJson.Rows)!)
        {
            if (await queue.GetAsync(owner, id, cancellationToken) is { Status: ItemStatus.Resolved })
            {
                await ReopenAsync(new(owner, id, HistoryEntry.Program), cancellationToken);
            }
        }

        await table.DeleteEntityAsync(owner.Value, Key(rule), ETag.All, cancellationToken);
    }

    private async Task ReopenAsync(MoveRef move, CancellationToken cancellationToken)
    {
        try
        {
            await queue.ReopenAsync(move, cancellationToken);
        }
        catch (ConflictException taken) when (taken.Code == "already_open")
        {
            // another move about the same thing has taken its place
        }
    }

    private static string Key(string rule) => $"switched-off|{rule}";
}
