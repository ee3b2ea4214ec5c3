using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Webhooks;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Takes pending moves off the page whose reason has gone, and says why in their history.</summary>
/// <remarks>Only pending ones: what the user accepted, put off or started is his decision.</remarks>
public sealed class GoneReasons(
    CommandQueue queue, QueueStore moves, AccountStore accounts, HubSpotClient hubSpot, HubSpotFacts facts, RecordOwners owners, RuleBook rules, IOwnerTimeZones zones)
{
    /// <summary>Looks at all owners' pending moves about HubSpot records.</summary>
    /// <param name="run">Counts what was resolved.</param>
    /// <param name="deals">Deals just read.</param>
    /// <param name="contacts">Contacts just read.</param>
    /// <param name="onlyThese">Whether moves about other records are left alone; otherwise those records are read.</param>
    /// <param name="cancellationToken">Ends the work; what was resolved stays so.</param>
    public Task ResolveAsync(
        SourceRun run, IReadOnlyCollection<Deal> deals, IReadOnlyCollection<Contact> contacts, bool onlyThese, CancellationToken cancellationToken) =>
        ResolveAsync(run, deals, contacts, onlyThese, GoneRecords.None, cancellationToken);

    /// <summary>The same, and moves about records that are known to be <paramref name="gone"/>.</summary>
    public async Task ResolveAsync(
        SourceRun run, IReadOnlyCollection<Deal> deals, IReadOnlyCollection<Contact> contacts, bool onlyThese, GoneRecords gone, CancellationToken cancellationToken)
    {
        List<QueueItem> pending = [];
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            pending.AddRange((await moves.ReadOpenAsync(account.Owner, cancellationToken)).Items.Where(item => item.Status == ItemStatus.Pending));
        }

        List<QueueItem> aboutDeals = [.. pending.Where(item => item.Deal is not null && rules.IsDealRule(item.SignalType))];
        List<QueueItem> aboutLeads = [.. pending.Where(item => item.Contact is not null && rules.IsLeadRule(item.SignalType))];
        var dealById = deals.ToDictionary(deal => deal.Id, StringComparer.Ordinal);
        var contactById = contacts.ToDictionary(contact => contact.Id, StringComparer.Ordinal);
        if (!onlyThese)
        {
            await AddMissingAsync(dealById, [.. aboutDeals.Select(item => item.Deal!.Id)], hubSpot.GetDealsAsync, cancellationToken);
            await AddMissingAsync(contactById, [.. aboutLeads.Select(item => item.Contact!.Id)], hubSpot.GetContactsAsync, cancellationToken);
        }

        await ResolveGoneAsync(run, pending, gone, cancellationToken);
        foreach (var item in aboutDeals.Where(item => !onlyThese || dealById.ContainsKey(item.Deal!.Id)))
        {
            await ResolveAsync(run, item, await WhyGoneAsync(item, dealById.GetValueOrDefault(item.Deal!.Id), cancellationToken), cancellationToken);
        }

        foreach (var item in aboutLeads.Where(item => !onlyThese || contactById.ContainsKey(item.Contact!.Id)))
        {
            await ResolveAsync(run, item, await WhyGoneAsync(item, contactById.GetValueOrDefault(item.Contact!.Id), cancellationToken), cancellationToken);
        }
    }

    /// <summary>The owner wrote in a conversation: whoever waited there for his answer has it.</summary>
    public async Task ResolveAnsweredAsync(SourceRun run, OwnerId owner, string threadId, DateTimeOffset answeredAt, CancellationToken cancellationToken)
    {
        foreach (var item in (await moves.ReadOpenAsync(owner, cancellationToken)).Items)
        {
            if (item is { Status: ItemStatus.Pending, SignalType: EmailRepliedRule.TypeName or FollowUps.SignalType, ActionContext: MailContext mail, ScoreInputs.WaitingSince: { } received }
                && mail.ThreadId == threadId && received < answeredAt)
            {
                await ResolveAsync(run, item, item.SignalType == FollowUps.SignalType ? "You have written again." : "You have answered.", cancellationToken);
            }
        }
    }

    // A reply still waits for its answer when the CRM has lost the sender; not so when he was erased.
    private async Task ResolveGoneAsync(SourceRun run, IEnumerable<QueueItem> pending, GoneRecords gone, CancellationToken cancellationToken)
    {
        foreach (var item in pending)
        {
            var why = item.Deal is { } deal ? gone.Deals.GetValueOrDefault(deal.Id)
                : item.Contact is { } contact && item.SignalType is not null && (item.SignalType != EmailRepliedRule.TypeName || gone.Erased.Contains(contact.Id)) ? gone.Contacts.GetValueOrDefault(contact.Id)
                : null;
            await ResolveAsync(run, item, why, cancellationToken);
        }
    }

    private async Task<string?> WhyGoneAsync(QueueItem item, Deal? deal, CancellationToken cancellationToken)
    {
        if (deal is null)
        {
            return "The deal is no longer in HubSpot.";
        }

        return await ReassignedAsync(item, deal.HubSpotOwnerId, "deal", cancellationToken)
            ?? rules.WhyGone(item.SignalType!, await facts.BareAsync(deal, cancellationToken), await zones.GetAsync(item.Owner, cancellationToken));
    }

    private async Task<string?> WhyGoneAsync(QueueItem item, Contact? contact, CancellationToken cancellationToken)
    {
        if (contact is null)
        {
            return "The contact is no longer in HubSpot.";
        }

        return await ReassignedAsync(item, contact.HubSpotOwnerId, "contact", cancellationToken)
            ?? rules.WhyGone(item.SignalType!, new LeadFacts(contact, null), await zones.GetAsync(item.Owner, cancellationToken));
    }

    private async Task<string?> ReassignedAsync(QueueItem item, string? hubSpotOwnerId, string what, CancellationToken cancellationToken) =>
        await owners.FindAsync(hubSpotOwnerId, cancellationToken) is { } owner && owner.Owner != item.Owner ? $"The {what} belongs to somebody else now." : null;

    private async Task ResolveAsync(SourceRun run, QueueItem item, string? why, CancellationToken cancellationToken)
    {
        if (why is not null && await queue.ResolveAsync(item.Owner, item.Id, why, cancellationToken) is ChangeResult.Changed)
        {
            run.Resolve();
        }
    }

    private static async Task AddMissingAsync<T>(
        Dictionary<string, T> known, List<string> wanted, Func<IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyDictionary<string, T>>> read, CancellationToken cancellationToken)
    {
        List<string> missing = [.. wanted.Distinct(StringComparer.Ordinal).Where(id => !known.ContainsKey(id))];
        if (missing.Count == 0)
        {
            return;
        }

        foreach (var (id, record) in await read(missing, cancellationToken))
        {
            known[id] = record;
        }
    }
}
