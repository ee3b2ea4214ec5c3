namespace CaseyOS.Core.Signals;

/// <summary>Where the detection stands: every source, and all of them taken together.</summary>
/// <param name="Sources">Each source's cursor and last run.</param>
/// <param name="LastRun">When one of them last ran.</param>
/// <param name="ItemsCreated">Moves made from signals of these runs.</param>
public sealed record IngestionStatus(IReadOnlyList<SourceState> Sources, DateTimeOffset? LastRun, int ItemsCreated)
{
    /// <summary>The worst of the sources that have run; never, when none has.</summary>
    public RunStatus Status => Sources.Max(source => source.Status);

    /// <summary>A count, summed over the sources.</summary>
    public int Sum(Func<SourceCounts, int> count) => Sources.Sum(source => count(source.Counts));

    /// <summary>Errors of all sources, each with its name.</summary>
    public IReadOnlyList<string> Errors => [.. Sources.SelectMany(source => source.Errors.Select(error => $"{source.Source}: {error}"))];
}
