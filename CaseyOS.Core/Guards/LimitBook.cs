using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Guards;

/// <summary>
/// Keeps the limits. An owner's ledger is a row of his partition of the table <c>Queue</c> and is written in the transaction
/// that reserves an execution, on condition of its ETag: so the limits hold across instances and restarts. This process's
/// copy saves the reading; reservations of one owner take turns here.
/// </summary>
public sealed class LimitBook(QueueStore queue, IAddressHasher hasher, IOptions<LimitOptions> options, IOptions<QueueOptions> patience, TimeProvider clock)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(10);
    private readonly IReadOnlyList<LimitRule> rules = LimitRule.From(options.Value);
    private readonly ConcurrentDictionary<OwnerId, Page> pages = new();
    private readonly SharedReads<OwnerId, Known> looks = new();

    /// <summary>Where an owner's limits stand; may be some seconds old.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="action">Only those that concern this action; null for all.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<LimitState>> ReadAsync(OwnerId owner, ActionType? action, CancellationToken cancellationToken)
    {
        var ledger = await LedgerAsync(owner, cancellationToken);
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
        var (ledger, key) = (fresh ? (await LoadAsync(owner, cancellationToken)).Ledger : await LedgerAsync(owner, cancellationToken), Short(email));
        return ledger.Entries.TakeWhile(entry => entry.Execution != before).LastOrDefault(entry => entry.To == key && entry.At > clock.GetUtcNow().AddDays(-1));
    }

    /// <summary>Reserves with a place in the ledger.</summary>
    /// <param name="execution">What is reserved.</param>
    /// <param name="zone">In which a refusal tells the time.</param>
    /// <param name="submit">Sends the transaction, this row last; answers the rows' ETags, null when the move was changed first.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>False when the move was changed first.</returns>
    /// <exception cref="RateLimitedException">There is no place.</exception>
    internal async Task<bool> ReserveAsync(
        Execution execution, TimeZoneInfo zone, Func<TableTransactionAction, Task<IReadOnlyList<ETag>?>> submit, CancellationToken cancellationToken)
    {
        var page = Of(execution.Owner);
        await page.Turn.WaitAsync(cancellationToken);
        try
        {
            var tries = new Patience(patience.Value.RetryFor);
            do
            {
                if (await TryAsync(page, execution, zone, submit, cancellationToken) is { } reserved)
                {
                    return reserved;
                }
            }
            while (await tries.WaitAsync(cancellationToken));
            throw new ConflictException("busy", "Other instances are reserving all the time; try again in a moment.", TimeSpan.FromSeconds(1));
        }
        finally
        {
            page.Turn.Release();
        }
    }

    /// <summary>Gives the place of an execution back that left nothing outside.</summary>
    public Task ReleaseAsync(Execution execution, CancellationToken cancellationToken) =>
        ChangeAsync(execution.Owner, ledger => ledger.Without(execution.Id), cancellationToken);

    /// <summary>Keeps the place, but nobody was written to after all.</summary>
    public Task ForgetRecipientAsync(Execution execution, CancellationToken cancellationToken) =>
        ChangeAsync(execution.Owner, ledger => ledger.WithoutRecipient(execution.Id), cancellationToken);

    // Null: another instance was faster, try again.
    private async Task<bool?> TryAsync(
        Page page, Execution execution, TimeZoneInfo zone, Func<TableTransactionAction, Task<IReadOnlyList<ETag>?>> submit, CancellationToken cancellationToken)
    {
        var remembered = page.Known is not null;
        var known = page.Known ??= await LoadAsync(execution.Owner, cancellationToken);
        if (WhyNot(known.Ledger, execution.ActionType, zone) is { } refusal)
        {
            // Perhaps another instance has given a place back: only storage can refuse.
            page.Known = null;
            return remembered ? null : throw refusal;
        }

        var next = known.Ledger.With(new(execution.Id, ActionGroups.Of(execution.ActionType), clock.GetUtcNow(), execution.Content is PreviewedMail mail ? Short(mail.To) : 0));
        page.Known = null;
        try
        {
            if (await submit(Write(execution.Owner, next, known.ETag)) is not { } etags)
            {
                page.Known = known;
                return false;
            }

            page.Known = new(next, etags[^1], clock.GetTimestamp());
            return true;
        }
        catch (RowConflictException taken) when (taken.RowKey == Keys.Limits)
        {
            return null;
        }
    }

    private RateLimitedException? WhyNot(LimitLedger ledger, ActionType action, TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        var group = ActionGroups.Of(action);
        var full = rules.Where(rule => rule.Covers(group)).Select(rule => rule.Of(ledger, now)).Where(state => state.NextAt is not null).MaxBy(state => state.NextAt);
        return full is null ? null : new(full.Rule, full.NextAt!.Value, full.NextAt.Value - now, zone);
    }

    private async Task ChangeAsync(OwnerId owner, Func<LimitLedger, LimitLedger> change, CancellationToken cancellationToken)
    {
        var page = Of(owner);
        await page.Turn.WaitAsync(cancellationToken);
        try
        {
            var tries = new Patience(patience.Value.RetryFor);
            do
            {
                var known = page.Known ?? await LoadAsync(owner, cancellationToken);
                page.Known = null;
                var next = change(known.Ledger);
                try
                {
                    var answer = await queue.Table.SubmitTransactionAsync([Write(owner, next, known.ETag)], cancellationToken);
                    page.Known = new(next, answer.Value[0].Headers.ETag!.Value, clock.GetTimestamp());
                    return;
                }
                catch (TableTransactionFailedException lost) when (lost.Status is 404 or 409 or 412)
                {
                    // another instance wrote it; read it again
                }
            }
            while (await tries.WaitAsync(cancellationToken));
        }
        finally
        {
            page.Turn.Release();
        }
    }

    private async Task<LimitLedger> LedgerAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var page = Of(owner);
        if ((Fresh(page.Known) ?? Fresh(page.Seen)) is { } known)
        {
            return known.Ledger;
        }

        // Apart from what is known: a reservation may be under way, and its ETag must stay its own.
        var seen = await looks.ReadAsync(owner, token => LoadAsync(owner, token), cancellationToken);
        page.Seen = seen;
        return seen.Ledger;
    }

    private Known? Fresh(Known? known) => known is not null && clock.GetElapsedTime(known.At) < FreshFor ? known : null;

    private async Task<Known> LoadAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var at = clock.GetTimestamp();
        var row = await queue.Table.GetEntityIfExistsAsync<TableEntity>(owner.Value, Keys.Limits, cancellationToken: cancellationToken);
        return row.HasValue ? new(LimitLedger.Unpack(row.Value!.GetText("Ledger") ?? ""), row.Value!.ETag, at) : new(LimitLedger.Empty, null, at);
    }

    private static TableTransactionAction Write(OwnerId owner, LimitLedger ledger, ETag? etag)
    {
        var row = new TableEntity(owner.Value, Keys.Limits) { ["Schema"] = 1 };
        row.SetText("Ledger", ledger.Pack());
        return etag is { } known ? new(TableTransactionActionType.UpdateReplace, row, known) : new(TableTransactionActionType.Add, row);
    }

    private Page Of(OwnerId owner) => pages.GetOrAdd(owner, static _ => new());

    private ulong Short(string email) =>
        ulong.Parse(hasher.Hash(email.Trim().ToLowerInvariant()).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private sealed class Page
    {
        private volatile Known? known;
        private volatile Known? seen;

        public SemaphoreSlim Turn { get; } = new(1);

        public Known? Known
        {
            get => known;
            set => (known, seen) = (value, null);
        }

        /// <summary>As last read by somebody who only looks; forgotten at each reservation.</summary>
        public Known? Seen
        {
            get => seen;
            set => seen = value;
        }
    }

    private sealed record Known(LimitLedger Ledger, ETag? ETag, long At);
}
