using CaseyOS.Core.Accounts;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>What the user publishes, by the feeds that the configuration names. One request per feed and run; none without feeds.</summary>
public sealed class FeedSource(
    ContentFeeds feeds, AccountStore accounts, AccountPolicy policy, RuleBook rules, IOwnerTimeZones zones, IOptions<SignalOptions> options) : ISignalSource
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
        if (options.Value.ContentFeeds.Length == 0 || policy.DefaultOwner is not { } email)
        {
            run.NextCursor = Cursors.Text(run.StartedAt);
            return;
        }

        // The configuration names the company's feeds, so what appears there is its default owner's.
        var whose = (await accounts.EnsureAsync(email, cancellationToken)).Owner;
        var theirs = await rules.ForAsync(whose, await zones.GetAsync(whose, cancellationToken), cancellationToken);
        var entries = await feeds.ReadAsync(cancellationToken);
        run.Import(others: entries.Count);
        foreach (var signal in entries.SelectMany(entry => theirs.Detect(entry, SignalSource.Content)))
        {
            await run.TakeAsync(signal, cancellationToken);
        }

        run.NextCursor = Cursors.Text(run.StartedAt);
    }
}
