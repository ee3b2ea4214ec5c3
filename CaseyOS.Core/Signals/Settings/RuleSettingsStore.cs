using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Settings;

/// <summary>
/// What each owner changed about the rules: one row. Every instance asks again after seconds, so that a switch works
/// everywhere at once and a detection costs at most one point read more.
/// </summary>
public sealed class RuleSettingsStore(TableServiceClient tables, IEnumerable<ISignalRule> rules, IOptions<SignalOptions> options, TimeProvider clock)
{
    private const string Table = "Settings";
    private const string Row = "rules";
    private const string Json = "Json";
    private const int Tries = 10;
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(3);

    private readonly IReadOnlyList<ISignalRule> rules = [.. rules];
    private readonly TableClient table = tables.GetTableClient(Table);
    private readonly ConcurrentDictionary<OwnerId, (RuleSettings Settings, long ReadAt)> known = new();

    /// <summary>The owner's rules, at most seconds old.</summary>
    public async ValueTask<RuleSettings> GetAsync(OwnerId owner, CancellationToken cancellationToken) =>
        known.TryGetValue(owner, out var held) && clock.GetElapsedTime(held.ReadAt) < KeepFor ? held.Settings : Keep(owner, (await ReadAsync(owner, cancellationToken)).Changes);

    /// <summary>Changes one rule: given numbers replace, others stay.</summary>
    /// <exception cref="ConflictException">Others kept changing the settings.</exception>
    public async Task<RuleSettings> ChangeAsync(OwnerId owner, IReadOnlyDictionary<string, RuleChange> changes, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        for (var tries = 0; tries < Tries; tries++)
        {
            var (before, etag) = await ReadAsync(owner, cancellationToken);
            var after = Merge(before, changes);
            var row = new TableEntity(owner.Value, Row) { ["Schema"] = 1 };
            row.SetText(Json, JsonSerializer.Serialize(after, CaseyJson.Rows));
            try
            {
                await (etag is { } seen ? table.UpdateEntityAsync(row, seen, TableUpdateMode.Replace, cancellationToken) : table.AddEntityAsync(row, cancellationToken));
                return Keep(owner, after);
            }
            catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
            {
                // somebody else was faster: decide again on what he left
            }
        }

        throw new ConflictException("busy", "The rules are being changed from elsewhere all the time; try again in a moment.", TimeSpan.FromSeconds(1));
    }

    private RuleSettings Keep(OwnerId owner, IReadOnlyDictionary<string, RuleChange> changes)
    {
        var settings = new RuleSettings(options.Value, rules, changes);
        known[owner] = (settings, clock.GetTimestamp());
        return settings;
    }

    private static Dictionary<string, RuleChange> Merge(IReadOnlyDictionary<string, RuleChange> before, IReadOnlyDictionary<string, RuleChange> changes)
    {
        var after = before.ToDictionary(StringComparer.Ordinal);
        foreach (var (rule, change) in changes)
        {
            var was = after.GetValueOrDefault(rule) ?? RuleChange.None;
            var thresholds = was.Thresholds.ToDictionary(StringComparer.Ordinal);
            foreach (var (name, value) in change.Thresholds)
            {
                thresholds[name] = value;
            }

            after[rule] = new(change.Enabled ?? was.Enabled, thresholds);
        }

        return after;
    }

    private async Task<(IReadOnlyDictionary<string, RuleChange> Changes, ETag? ETag)> ReadAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        try
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(owner.Value, Row, cancellationToken: cancellationToken);
            if (row.HasValue)
            {
                return (JsonSerializer.Deserialize<Dictionary<string, RuleChange>>(row.Value!.GetText(Json)!, CaseyJson.Rows)!, row.Value!.ETag);
            }
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            // nobody has changed anything yet
        }

        return (new Dictionary<string, RuleChange>(StringComparer.Ordinal), null);
    }
}
