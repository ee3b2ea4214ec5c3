namespace CaseyOS.Core.Signals.Sources;

/// <summary>A place where signals come from. Each run continues where the last one stopped.</summary>
public interface ISignalSource
{
    /// <summary>Names its cursor row and its line in the status.</summary>
    string Name { get; }

    /// <summary>For whom it runs: <see cref="OwnerId.System"/> for what the installation shares, else each account.</summary>
    Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken);

    /// <summary>Hands every signal since <see cref="SourceRun.Cursor"/> to the run, and says where the next one starts.</summary>
    /// <remarks>The runner sends the last batch and moves the cursor afterwards; whatever this throws leaves the cursor where it was.</remarks>
    Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken);
}
