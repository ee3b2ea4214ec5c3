using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Signals;

/// <summary>One run of a source while it goes on: takes its signals in batches, and counts.</summary>
public sealed partial class SourceRun(string source, SourceState before, DateTimeOffset startedAt, SignalIntake intake, SignalOptions options, ILogger logger)
{
    private readonly List<Signal> batch = [];
    private readonly List<string> notes = [];
    private readonly Dictionary<string, int> skipped = new(StringComparer.Ordinal);
    private int batches;
    private bool truncated;
    private volatile int read;
    private int announced = -1;

    /// <summary>Where the last run left the source; null for the first.</summary>
    public string? Cursor => before.Cursor;

    /// <summary>When the cursor last moved.</summary>
    public DateTimeOffset? CursorAt => before.CursorAt;

    /// <summary>When this run began.</summary>
    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>The counts so far.</summary>
    public SourceCounts Counts { get; private set; } = new();

    /// <summary>How many records have arrived so far.</summary>
    public int Read => Math.Max(read, Counts.Imported);

    /// <summary>How many the source said it has; null before it said so, or when it never does.</summary>
    public int? Announced => announced < 0 ? null : announced;

    /// <summary>The source says how many records (more) there are to read.</summary>
    public void Announce(int records) => announced = Math.Max(announced, 0) + records;

    /// <summary>Takes records in as they arrive, and counts them, so that whoever waits sees how far it is.</summary>
    public async Task<List<T>> ReadAllAsync<T>(IAsyncEnumerable<T> records)
    {
        List<T> all = [];
        await foreach (var record in records)
        {
            all.Add(record);
            read++;
        }

        return all;
    }

    /// <summary>Where the next run starts, set by the source once it has looked at everything up to there.</summary>
    public string? NextCursor { get; set; }

    /// <summary>Counts records that were looked at.</summary>
    public void Import(int deals = 0, int contacts = 0, int others = 0)
    {
        var all = deals + contacts + others;
        Counts = Counts with
        {
            Expected = Counts.Expected + all,
            Imported = Counts.Imported + all,
            Deals = Counts.Deals + deals,
            Contacts = Counts.Contacts + contacts,
        };
    }

    /// <summary>Counts a record that is nobody's business here.</summary>
    public void Skip(string reason)
    {
        skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
        Counts = Counts with { Imported = Counts.Imported - 1 };
    }

    /// <summary>Counts a move whose reason had gone.</summary>
    public void Resolve() => Counts = Counts with { Resolved = Counts.Resolved + 1 };

    /// <summary>Keeps something worth knowing for the status.</summary>
    public void Note(string note) => notes.Add(note);

    /// <summary>Counts a signal that was processed before.</summary>
    public void Recognise(Signal signal) => Counts = IsNews(signal) ? Counts : Counts with { Known = Counts.Known + 1 };

    /// <summary>Whether the signal would be news to the queue.</summary>
    public bool IsNews(Signal signal) => !intake.IsKnown(signal);

    /// <summary>Takes a signal; sends a batch when one is full. False when the run may take no more.</summary>
    public async Task<bool> TakeAsync(Signal signal, CancellationToken cancellationToken)
    {
        if (!IsNews(signal))
        {
            return true;
        }

        if (!SignalMessage.Fits(signal))
        {
            // Thrown, it would keep the cursor, and with it everything else of this source, where it is for ever.
            Note($"{signal.Type} about {signal.Entity} was left out: what it says is too long.");
            Log.TooLong(logger, source, signal.Type, signal.Entity);
            return true;
        }

        if (batches >= options.BatchesPerRun)
        {
            truncated = true;
            Log.Truncated(logger, source, Counts.Signals);
            return false;
        }

        batch.Add(signal);
        if (batch.Count >= options.BatchSize)
        {
            await FlushAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Sends what is left. Only after this may the cursor move.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        await intake.SendAsync(batch, cancellationToken: cancellationToken);
        Counts = Counts with { Signals = Counts.Signals + batch.Count };
        batch.Clear();
        batches++;
    }

    /// <summary>What the run leaves when it came to its end.</summary>
    public SourceState Finish() => Describe() with
    {
        Status = truncated ? RunStatus.Partial : RunStatus.Success,
        Cursor = Moves ? NextCursor : before.Cursor,
        CursorAt = Moves ? StartedAt : before.CursorAt,
        LastSuccess = StartedAt,
    };

    /// <summary>What it leaves when it broke off: the cursor stays.</summary>
    public SourceState Fail(string error) => Describe() with { Status = RunStatus.Failed, Errors = [error] };

    // A truncated run has not looked at everything before its end.
    private bool Moves => !truncated && NextCursor is not null;

    private SourceState Describe() => before with
    {
        LastRun = StartedAt,
        Counts = Announced is { } expected ? Counts with { Expected = Math.Max(expected, Counts.Expected) } : Counts,
        Errors = [],
        Notes =
        [
            .. notes,
            .. skipped.Select(reason => $"{reason.Value} skipped: {reason.Key}"),
            .. batches > 1 ? [$"{Counts.Signals} signals went in {batches} batches of at most {options.BatchSize}"] : Array.Empty<string>(),
            .. truncated ? ["batch truncated: the rest waits for the next run"] : Array.Empty<string>(),
        ],
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Batch truncated: {Source} stopped after {Signals} signals, the rest waits for the next run")]
        public static partial void Truncated(ILogger logger, string source, int signals);

        [LoggerMessage(LogLevel.Error, "{Source}: the signal {Type} about {Entity} is longer than a message and is left out")]
        public static partial void TooLong(ILogger logger, string source, string type, string entity);
    }
}
