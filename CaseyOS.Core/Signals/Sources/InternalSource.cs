using CaseyOS.Core.Accounts;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Our own data, without a request to anybody: drafts that lie unsent, and the newsletter's calendar.</summary>
public sealed class InternalSource(
    AccountStore accounts, ExecutionStore executions, QueueStore moves, RuleBook rules, GoneReasons goneReasons, IOwnerTimeZones zones) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "internal";

    // Older drafts were found long ago; the user has decided to let them lie.
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken) =>
        [.. (await accounts.ListAsync(cancellationToken)).Select(account => account.Owner)];

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        var theirs = await rules.ForAsync(owner, await zones.GetAsync(owner, cancellationToken), cancellationToken);
        List<DraftFacts> drafts = [.. (await executions.ListSinceAsync(owner, run.StartedAt - LookBack, cancellationToken))
            .Where(execution => execution is { Mode: ExecutionMode.Draft, Result: MailResult { GmailDraftId: not null } })
            .Select(Facts)];
        run.Import(others: drafts.Count);
        foreach (var signal in drafts.SelectMany(draft => theirs.Detect(draft, SignalSource.Internal)).Concat(theirs.Detect(new NewsletterFacts(null), SignalSource.Internal)))
        {
            if (!await run.TakeAsync(signal, cancellationToken))
            {
                break;
            }
        }

        await ResolveAsync(owner, run, theirs, drafts, cancellationToken);
        run.NextCursor = Cursors.Text(run.StartedAt);
    }

    private async Task ResolveAsync(OwnerId owner, SourceRun run, OwnerRules theirs, IReadOnlyList<DraftFacts> drafts, CancellationToken cancellationToken)
    {
        var byEntity = drafts.ToDictionary(draft => draft.Entity, StringComparer.Ordinal);
        foreach (var item in (await moves.ReadOpenAsync(owner, cancellationToken)).Items.Where(item => item is { Status: ItemStatus.Pending, Entity: not null }))
        {
            if (byEntity.GetValueOrDefault(item.Entity!) is { } draft)
            {
                await goneReasons.JudgeAsync(run, item, theirs, draft, cancellationToken);
            }
            else if (item.Entity!.StartsWith(NewsletterDueRule.EntityPrefix, StringComparison.Ordinal))
            {
                var issue = DateOnly.ParseExact(item.Entity[NewsletterDueRule.EntityPrefix.Length..], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                await goneReasons.JudgeAsync(run, item, theirs, new NewsletterFacts(issue), cancellationToken);
            }
        }
    }

    private static DraftFacts Facts(Execution execution) => new()
    {
        Execution = execution.Id,
        To = execution.Mail.To,
        ToName = execution.Mail.ToName,
        Subject = execution.Mail.Subject,
        MadeAt = execution.FinishedAt ?? execution.StartedAt,
        IsUnsent = execution is { Status: ExecutionStatus.Succeeded, Fate: DraftFate.Unsent, SentAt: null },
        Contact = execution.Contact,
        Deal = execution.Deal,
        Company = execution.Company,
        Link = execution.Result?.Link,
    };
}
