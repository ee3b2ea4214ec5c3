using CaseyOS.Core.Accounts;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>What the user publishes, by the feeds that the configuration names. One request per feed and run; none without feeds.</summary>
public sealed class FeedSource(
    ContentFeeds feeds, AccountStore accounts, AccountPolicy policy, QueueStore moves, RuleBook rules, GoneReasons goneReasons, IOwnerTimeZones zones) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "content";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OwnerId>>([OwnerId.System]);

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        run.NextCursor = Cursors.Text(run.StartedAt);
        if (policy.DefaultOwner is not { } email)
        {
            return;
        }

        // The configuration names the company's feeds, so what appears there is its default owner's.
        var whose = (await accounts.EnsureAsync(email, cancellationToken)).Owner;
        var theirs = await rules.ForAsync(whose, await zones.GetAsync(whose, cancellationToken), cancellationToken);
        await ResolveOldAsync(whose, run, theirs, cancellationToken);
        var entries = await feeds.ReadAsync(cancellationToken);
        run.Import(others: entries.Count);
        foreach (var signal in entries.SelectMany(entry => theirs.Detect(entry, SignalSource.Content)))
        {
            await run.TakeAsync(signal, cancellationToken);
        }
    }

    // By the day it appeared, which the move knows: feeds drop what is old.
    private async Task ResolveOldAsync(OwnerId owner, SourceRun run, OwnerRules theirs, CancellationToken cancellationToken)
    {
        foreach (var item in (await moves.ReadOpenAsync(owner, cancellationToken)).Items)
        {
            if (item is { Status: ItemStatus.Pending, Entity: { } entity, ScoreInputs.WaitingSince: { } published } && entity.StartsWith(ContentPublishedRule.EntityPrefix, StringComparison.Ordinal))
            {
                await goneReasons.JudgeAsync(run, item, theirs, new ContentFacts(entity[ContentPublishedRule.EntityPrefix.Length..], item.Title, published, null), cancellationToken);
            }
        }
    }
}
