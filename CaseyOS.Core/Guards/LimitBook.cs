using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Groups;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Guards;

/// <summary>
/// Keeps the limits. An owner's ledger is a row of his partition of the table <c>Queue</c> and is written in the transaction
/// that reserves an execution, on condition of its ETag: so the limits hold across instances and restarts.
/// </summary>
public sealed class LimitBook(QueueStore queue, IAddressHasher hasher, IOptions<LimitOptions> options, IOptions<QueueOptions> patience, TimeProvider clock)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(10);
    private readonly IReadOnlyList<LimitRule> rules = LimitRule.From(options.Value);
    private readonly ConcurrentDictionary<OwnerId, SharedRow<LimitLedger>> ledgers = new();

    /// <summary>Where an owner's limits stand; may be some seconds old.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="action">Only those that concern this action; null for all.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<LimitState>> ReadAsync(OwnerId owner, ActionType? action, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var ledger = await Of(owner).ReadAsync(FreshFor, cancellationToken);
        var now = clock.GetUtcNow();
        return [.. rules.Where(rule => action is null || rule.Covers(ActionGroups.Of(action.Value))).Select(rule => rule.Of(ledger, now))];
    }

    /// <summary>When this address was last written to within a day; null when it was not.</summary>
    /// <param name="owner">By whom.</param>
    /// <param name="email">The address.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <param name="before">Only what was reserved before this execution.</param>
    /// <param name="fresh">As storage has it now: what this process remembers may have been taken back by another one.</param>
    public async Task<LimitEntry?> LastMailToAsync(OwnerId owner, string email, CancellationToken cancellationToken, ExecutionId? before = null, bool fresh = false)
    {
        await queue.EnsureAsync(cancellationToken);
        var ledger = fresh ? await Of(owner).ReadNewestAsync(cancellationToken) : await Of(owner).ReadAsync(FreshFor, cancellationToken);
        var key = Short(email);
        return ledger.Entries.TakeWhile(entry => entry.Execution != before).LastOrDefault(entry => entry.To == key && entry.At > clock.GetUtcNow().AddDays(-1));
    }

    /// <summary>Reserves with a place in the ledger.</summary>
    /// <param name="execution">What is reserved.</param>
    /// <param name="zone">In which a refusal tells the time.</param>
    /// <param name="submit">Writes the reservation together with the place; false when the move was changed first.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>False when the move was changed first.</returns>
    /// <exception cref="RateLimitedException">There is no place.</exception>
    internal async Task<bool> ReserveAsync(Execution execution, TimeZoneInfo zone, Func<SharedChange, Task<bool>> submit, CancellationToken cancellationToken)
    {
        var tries = new Patience(patience.Value.RetryFor);
        do
        {
            try
            {
                return await submit(Of(execution.Owner).Change(ledger => Reserve(ledger, execution, zone)));
            }
            catch (RowConflictException taken) when (taken.RowKey == Keys.Limits)
            {
                // Another instance has written the ledger; it is read anew.
            }
        }
        while (await tries.WaitAsync(cancellationToken));
        throw new ConflictException("busy", "Other instances are reserving all the time; try again in a moment.", TimeSpan.FromSeconds(1));
    }

    /// <summary>Gives the place of an execution back that left nothing outside.</summary>
    internal SharedChange Release(Execution execution) => Of(execution.Owner).Change(ledger => ledger.Without(execution.Id));

    /// <summary>Keeps the place, but nobody was written to after all.</summary>
    internal SharedChange ForgetRecipient(Execution execution) => Of(execution.Owner).Change(ledger => ledger.WithoutRecipient(execution.Id));

    private LimitLedger Reserve(LimitLedger ledger, Execution execution, TimeZoneInfo zone) => WhyNot(ledger, execution.ActionType, zone) is { } refusal
        ? throw refusal
        : ledger.With(new(execution.Id, ActionGroups.Of(execution.ActionType), clock.GetUtcNow(), execution.Content is PreviewedMail mail ? Short(mail.To) : 0));

    private RateLimitedException? WhyNot(LimitLedger ledger, ActionType action, TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        var group = ActionGroups.Of(action);
        var full = rules.Where(rule => rule.Covers(group)).Select(rule => rule.Of(ledger, now)).Where(state => state.NextAt is not null).MaxBy(state => state.NextAt);
        return full is null ? null : new(full.Rule, full.NextAt!.Value, full.NextAt.Value - now, zone);
    }

    private SharedRow<LimitLedger> Of(OwnerId owner) =>
        ledgers.GetOrAdd(owner, _ => new(queue.Table, owner.Value, Keys.Limits, Read, Write, clock));

    private static LimitLedger Read(TableEntity? row) => row is null ? LimitLedger.Empty : LimitLedger.Unpack(row.GetText("Ledger") ?? "");

    private static void Write(TableEntity row, LimitLedger ledger) => row.SetText("Ledger", ledger.Pack());

    private ulong Short(string email) =>
        ulong.Parse(hasher.Hash(email.Trim().ToLowerInvariant()).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
