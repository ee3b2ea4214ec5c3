using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Webhooks;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>
/// Takes pending moves off the page whose reasons have gone, and says why in their history. A move that has other reasons
/// stays for those.
/// </summary>
/// <remarks>Only pending ones: what the user accepted, put off or started is his decision.</remarks>
public sealed class GoneReasons(
    CommandQueue queue, QueueStore moves, AccountStore accounts, HubSpotClient hubSpot, HubSpotFacts facts, RecordOwners owners, RuleBook rules, IOwnerTimeZones zones)
{
    /// <summary>Looks at all owners' pending moves about HubSpot records.</summary>
    /// <param name="run">Counts what was resolved.</param>
    /// <param name="seen">What was just read.</param>
    /// <param name="cancellationToken">Ends the work; what was resolved stays so.</param>
    public async Task ResolveAsync(SourceRun run, SeenRecords seen, CancellationToken cancellationToken)
    {
        List<QueueItem> pending = [];
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            pending.AddRange((await moves.ReadOpenAsync(account.Owner, cancellationToken)).Items.Where(item => item.Status == ItemStatus.Pending));
        }

        await ResolveGoneAsync(run, pending, seen.Gone, cancellationToken);
        await ResolveDealsAsync(run, [.. pending.Where(item => item.Deal is not null && Judged<DealFacts>(item))], seen, cancellationToken);
        await ResolveContactsAsync(run, [.. pending.Where(item => item.Contact is not null && Judged<LeadFacts>(item))], seen, cancellationToken);
        await ResolveCustomersAsync(run, [.. pending.Where(item => item.Company is not null && Judged<CustomerFacts>(item))], seen, cancellationToken);
    }

    /// <summary>The owner wrote in a conversation: whoever waited there for his answer has it.</summary>
    public async Task ResolveAnsweredAsync(SourceRun run, OwnerId owner, string threadId, DateTimeOffset answeredAt, CancellationToken cancellationToken)
    {
        foreach (var item in (await moves.ReadOpenAsync(owner, cancellationToken)).Items)
        {
            var gone = item.Status == ItemStatus.Pending
                ? Reasons.Of(item).Where(reason => IsAnswered(reason, threadId, answeredAt)).ToDictionary(reason => reason.SignalType, Answered, StringComparer.Ordinal)
                : [];
            await WeakenAsync(run, item, gone, cancellationToken);
        }
    }

    /// <summary>Asks the rules of a move whether their reasons still hold by these facts; the move goes when none does.</summary>
    public async Task JudgeAsync<TFacts>(SourceRun run, QueueItem item, OwnerRules ownerRules, TFacts known, CancellationToken cancellationToken)
    {
        Dictionary<string, string> gone = new(StringComparer.Ordinal);
        foreach (var reason in Reasons.Of(item))
        {
            if (ownerRules.WhyGone(reason.SignalType, known) is { } why)
            {
                gone[reason.SignalType] = why;
            }
        }

        await WeakenAsync(run, item, gone, cancellationToken);
    }

    private static bool IsAnswered(MoveReason reason, string threadId, DateTimeOffset answeredAt) =>
        reason is { SignalType: EmailRepliedRule.TypeName or FollowUps.SignalType, Facts: { ActionContext: MailContext mail, ScoreInputs.WaitingSince: { } received } }
            && mail.ThreadId == threadId && received < answeredAt;

    private static string Answered(MoveReason reason) => reason.SignalType == FollowUps.SignalType ? "You have written again." : "You have answered.";

    private async Task WeakenAsync(SourceRun run, QueueItem item, Dictionary<string, string> gone, CancellationToken cancellationToken)
    {
        var reasons = Reasons.Of(item);
        if (gone.Count == reasons.Count && gone.Count > 0)
        {
            await ResolveAsync(run, item, gone[reasons[0].SignalType], cancellationToken);
        }
        else if (gone.Count > 0)
        {
            await queue.WeakenAsync(item.Owner, item.Id, gone, cancellationToken);
        }
    }

    private bool Judged<TFacts>(QueueItem item) => Reasons.Of(item).Any(reason => rules.Judges<TFacts>(reason.SignalType));

    private async Task<OwnerRules> RulesAsync(QueueItem item, CancellationToken cancellationToken) =>
        await rules.ForAsync(item.Owner, await zones.GetAsync(item.Owner, cancellationToken), cancellationToken);

    // A reply still waits for its answer when the CRM has lost the sender; not so when he was erased.
    private async Task ResolveGoneAsync(SourceRun run, IEnumerable<QueueItem> pending, GoneRecords gone, CancellationToken cancellationToken)
    {
        foreach (var item in pending)
        {
            var why = item.Deal is { } deal ? gone.Deals.GetValueOrDefault(deal.Id)
                : item.Contact is { } contact && item.SignalType is not null && (item.SignalType != EmailRepliedRule.TypeName || gone.Erased.Contains(contact.Id))
                    ? gone.Contacts.GetValueOrDefault(contact.Id)
                    : null;
            await ResolveAsync(run, item, why, cancellationToken);
        }
    }

    private async Task ResolveDealsAsync(SourceRun run, IReadOnlyList<QueueItem> items, SeenRecords seen, CancellationToken cancellationToken)
    {
        var known = seen.Deals.ToDictionary(deal => deal.Id, StringComparer.Ordinal);
        if (!seen.OnlyThese)
        {
            await AddMissingAsync(known, items.Select(item => item.Deal!.Id), hubSpot.GetDealsAsync, cancellationToken);
        }

        List<QueueItem> looked = [.. items.Where(item => !seen.OnlyThese || known.ContainsKey(item.Deal!.Id))];
        var risky = looked.Where(item => Reasons.Of(item).Any(reason => reason.SignalType == DealAtRiskRule.TypeName)).Select(item => item.Deal!.Id).ToHashSet(StringComparer.Ordinal);
        var bare = await facts.BareAsync([.. looked.Select(item => known.GetValueOrDefault(item.Deal!.Id)).OfType<Deal>().Distinct()], deal => risky.Contains(deal.Id), cancellationToken);
        var byId = bare.ToDictionary(deal => deal.Deal.Id, StringComparer.Ordinal);
        foreach (var item in looked)
        {
            if (byId.GetValueOrDefault(item.Deal!.Id) is not { } deal)
            {
                await ResolveAsync(run, item, "The deal is no longer in HubSpot.", cancellationToken);
            }
            else if (!await ReassignedAsync(run, item, deal.Deal.HubSpotOwnerId, "deal", cancellationToken))
            {
                await JudgeAsync(run, item, await RulesAsync(item, cancellationToken), deal, cancellationToken);
            }
        }
    }

    private async Task ResolveContactsAsync(SourceRun run, IReadOnlyList<QueueItem> items, SeenRecords seen, CancellationToken cancellationToken)
    {
        var known = seen.Contacts.ToDictionary(contact => contact.Id, StringComparer.Ordinal);
        if (!seen.OnlyThese)
        {
            await AddMissingAsync(known, items.Select(item => item.Contact!.Id), hubSpot.GetContactsAsync, cancellationToken);
        }

        foreach (var item in items.Where(item => !seen.OnlyThese || known.ContainsKey(item.Contact!.Id)))
        {
            if (known.GetValueOrDefault(item.Contact!.Id) is not { } contact)
            {
                await ResolveAsync(run, item, "The contact is no longer in HubSpot.", cancellationToken);
            }
            else if (!await ReassignedAsync(run, item, contact.HubSpotOwnerId, "contact", cancellationToken))
            {
                var lead = new LeadFacts(contact, null) { IsBare = true, WaitingSince = item.ScoreInputs.WaitingSince };
                await JudgeAsync(run, item, await RulesAsync(item, cancellationToken), lead, cancellationToken);
            }
        }
    }

    // Only renewals that come near were read: a customer who is not among them is read by himself, and has another date now.
    private async Task ResolveCustomersAsync(SourceRun run, IReadOnlyList<QueueItem> items, SeenRecords seen, CancellationToken cancellationToken)
    {
        if (seen.Customers is not { } customers || items.Count == 0)
        {
            return;
        }

        var known = customers.ToDictionary(company => company.Id, StringComparer.Ordinal);
        items.Where(item => !known.ContainsKey(item.Company!.Id)).ToList().ForEach(item => hubSpot.Drop(item.Company!.Id));
        await AddMissingAsync(known, items.Select(item => item.Company!.Id), hubSpot.GetCompaniesAsync, cancellationToken);
        foreach (var item in items)
        {
            if (known.GetValueOrDefault(item.Company!.Id) is not { } company)
            {
                await ResolveAsync(run, item, "The company is no longer in HubSpot.", cancellationToken);
            }
            else if (!await ReassignedAsync(run, item, company.HubSpotOwnerId, "company", cancellationToken))
            {
                await JudgeAsync(run, item, await RulesAsync(item, cancellationToken), new CustomerFacts(company, null), cancellationToken);
            }
        }
    }

    private async Task<bool> ReassignedAsync(SourceRun run, QueueItem item, string? hubSpotOwnerId, string what, CancellationToken cancellationToken)
    {
        var isTheirs = (await owners.FindAsync(hubSpotOwnerId, cancellationToken)).Owner != item.Owner;
        await ResolveAsync(run, item, isTheirs ? $"The {what} belongs to somebody else now." : null, cancellationToken);
        return isTheirs;
    }

    /// <summary>The reason has gone; null: it has not.</summary>
    public async Task ResolveAsync(SourceRun run, QueueItem item, string? why, CancellationToken cancellationToken)
    {
        if (why is not null && await queue.ResolveAsync(item.Owner, item.Id, why, cancellationToken) is ChangeResult.Changed)
        {
            run.Resolve();
        }
    }

    private static async Task AddMissingAsync<T>(
        Dictionary<string, T> known, IEnumerable<string> wanted, Func<IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyDictionary<string, T>>> read, CancellationToken cancellationToken)
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
