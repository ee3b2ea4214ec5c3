using CaseyOS.Core.Signals.News;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Signals.Webhooks;

namespace CaseyOS.Core.Signals;

/// <summary>Runs sources: one kind on its schedule, or all of them now.</summary>
public sealed class Ingestion(IEnumerable<ISignalSource> sources, SourceRunner runner, CursorStore cursors, SignalIntake intake, SignalStore signals)
{
    /// <summary>Sources that are read with the sweep and not every few minutes.</summary>
    public static IReadOnlyList<string> Hourly { get; } = [HubSpotSweep.SourceName, InternalSource.SourceName, FeedSource.SourceName, CompanyNewsSource.SourceName];

    private readonly IReadOnlyList<ISignalSource> sources = [.. sources];
    private volatile bool ready;
    private volatile bool swept;

    /// <summary>All sources, for everyone.</summary>
    /// <remarks>In the order of registration: the HubSpot poll sets its cursor before the sweep looks at what is there, so that no change falls between them.</remarks>
    public async Task<IReadOnlyList<SourceRunResult>> RunAsync(CancellationToken cancellationToken)
    {
        List<SourceRunResult> results = [];
        foreach (var source in sources)
        {
            results.AddRange(await RunAsync(source, null, cancellationToken));
        }

        return results;
    }

    /// <summary>One source, for everyone it runs for.</summary>
    /// <exception cref="InvalidOperationException">There is no such source.</exception>
    public Task<IReadOnlyList<SourceRunResult>> RunAsync(string source, DateTimeOffset? nextRun, CancellationToken cancellationToken) =>
        RunAsync(Named(source), nextRun, cancellationToken);

    /// <summary>Whether there is such a source: some come with what an installation adds.</summary>
    public bool Has(string source) => sources.Any(known => known.Name == source);

    /// <summary>Which sources run for whom, in the order in which one owner's have to run.</summary>
    public async Task<IReadOnlyList<SourceTurn>> PlanAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        List<SourceTurn> turns = [];
        foreach (var source in sources)
        {
            turns.AddRange((await source.GetOwnersAsync(cancellationToken)).Select(owner => new SourceTurn(source.Name, owner)));
        }

        return turns;
    }

    /// <summary>One source for one owner. A failure is part of the result.</summary>
    /// <exception cref="InvalidOperationException">There is no such source.</exception>
    public async Task<SourceRunResult> RunAsync(SourceTurn turn, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return await runner.RunAsync(Named(turn.Source), turn.Owner, null, cancellationToken);
    }

    /// <summary>How far a run is that goes on in this process; null when none does.</summary>
    public SourceRun? Running(SourceTurn turn) => runner.Find(turn.Source, turn.Owner);

    /// <summary>Whether the sweep has ever come to its end; before that, the first run is due at once.</summary>
    public async Task<bool> HasSweptAsync(CancellationToken cancellationToken)
    {
        if (swept)
        {
            return true;
        }

        await EnsureAsync(cancellationToken);
        return swept = (await cursors.GetAsync(OwnerId.System, HubSpotSweep.SourceName, cancellationToken)).LastSuccess is not null;
    }

    /// <summary>Where all sources stand that concern this owner.</summary>
    public async Task<IngestionStatus> GetStatusAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        List<SourceState> known =
        [
            .. await cursors.ListAsync(OwnerId.System, cancellationToken),
            .. await cursors.ListAsync(owner, cancellationToken),
        ];
        List<SourceState> states = [.. sources.Select(source => known.Find(state => state.Source == source.Name) ?? new SourceState { Source = source.Name })];
        var lastRun = states.Max(state => state.LastRun);
        var queued = lastRun is null ? 0 : await signals.CountQueuedAsync(owner, states.Where(state => state.LastRun is not null).Min(state => state.LastRun!.Value), cancellationToken);

        // Webhooks come when they come: what the last one brought is shown beside the runs, once there was one.
        if (known.Find(state => state.Source == EventProcessor.SourceName) is { } webhooks)
        {
            states.Add(webhooks);
        }

        return new IngestionStatus(states, lastRun, queued);
    }

    private async Task<IReadOnlyList<SourceRunResult>> RunAsync(ISignalSource source, DateTimeOffset? nextRun, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var owners = await source.GetOwnersAsync(cancellationToken);
        return await Task.WhenAll(owners.Select(owner => runner.RunAsync(source, owner, nextRun, cancellationToken)));
    }

    private ISignalSource Named(string source) =>
        sources.FirstOrDefault(known => known.Name == source) ?? throw new InvalidOperationException($"There is no source {source}.");

    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!ready)
        {
            await Task.WhenAll(cursors.EnsureAsync(cancellationToken), intake.EnsureAsync(cancellationToken), signals.EnsureAsync(cancellationToken));
            ready = true;
        }
    }
}

/// <summary>A source and for whom it runs.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Owner">An account, or <see cref="OwnerId.System"/> for what the installation shares.</param>
public sealed record SourceTurn(string Source, OwnerId Owner);
