using System.Collections.Concurrent;
using CaseyOS.Core.Signals.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals;

/// <summary>
/// Runs a source for an owner: reads its cursor, lets it work, sends the last batch, and only then moves the cursor. Calls
/// that come while a run goes on share it. Two processes may run the same source at once; dedupe makes that harmless.
/// </summary>
public sealed partial class SourceRunner(
    CursorStore cursors, SignalIntake intake, IHostApplicationLifetime lifetime, IOptions<SignalOptions> options, TimeProvider clock, ILogger<SourceRunner> logger)
{
    private readonly ConcurrentDictionary<(string Source, OwnerId Owner), Lazy<Task<SourceRunResult>>> running = new();
    private readonly ConcurrentDictionary<(string Source, OwnerId Owner), SourceRun> going = new();

    /// <summary>The run that goes on in this process; null when there is none.</summary>
    public SourceRun? Find(string source, OwnerId owner) => going.GetValueOrDefault((source, owner));

    /// <summary>Runs it, or joins the run that goes on. A failure is part of the result, and of the stored state.</summary>
    /// <param name="source">What to run.</param>
    /// <param name="owner">For whom.</param>
    /// <param name="nextRun">When the schedule will run it again, if the caller knows.</param>
    /// <param name="cancellationToken">Ends the wait; the run belongs to all who wait for it and goes on.</param>
    public async Task<SourceRunResult> RunAsync(ISignalSource source, OwnerId owner, DateTimeOffset? nextRun, CancellationToken cancellationToken)
    {
        var key = (source.Name, owner);
        var run = running.GetOrAdd(key, _ => new(() => RunAndForgetAsync(source, owner, nextRun)));
        return await run.Value.WaitAsync(cancellationToken);
    }

    private async Task<SourceRunResult> RunAndForgetAsync(ISignalSource source, OwnerId owner, DateTimeOffset? nextRun)
    {
        // Leave the caller first: the entry must be in the dictionary before it is taken out again.
        await Task.Yield();
        try
        {
            return await RunOnceAsync(source, owner, nextRun, lifetime.ApplicationStopping);
        }
        finally
        {
            going.TryRemove((source.Name, owner), out _);
            running.TryRemove((source.Name, owner), out _);
        }
    }

    private async Task<SourceRunResult> RunOnceAsync(ISignalSource source, OwnerId owner, DateTimeOffset? nextRun, CancellationToken cancellationToken)
    {
        var before = await cursors.GetAsync(owner, source.Name, cancellationToken);
        var run = new SourceRun(source.Name, before, clock.GetUtcNow(), intake, options.Value, logger);
        going[(source.Name, owner)] = run;
        try
        {
            await source.RunAsync(owner, run, cancellationToken);
            await run.FlushAsync(cancellationToken);
            var state = run.Finish() with { NextRun = nextRun ?? before.NextRun };
            await cursors.SaveAsync(owner, state, cancellationToken);
            Log.Finished(logger, source.Name, owner, state.Status, state.Counts.Imported, state.Counts.Signals, state.Counts.Known, state.Counts.Resolved);
            return new(state, null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var state = run.Fail(error.Message) with { NextRun = nextRun ?? before.NextRun };
            Log.Failed(logger, error, source.Name, owner);
            await cursors.SaveAsync(owner, state, cancellationToken);
            return new(state, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Source {Source} for {Owner}: {Status}, {Records} records, {Signals} signals, {Known} known, {Resolved} resolved")]
        public static partial void Finished(ILogger logger, string source, OwnerId owner, RunStatus status, int records, int signals, int known, int resolved);

        [LoggerMessage(LogLevel.Warning, "Source {Source} for {Owner} failed; its cursor stays")]
        public static partial void Failed(ILogger logger, Exception error, string source, OwnerId owner);
    }
}

/// <summary>How a run ended.</summary>
/// <param name="State">What was stored.</param>
/// <param name="Error">What broke it off, if anything.</param>
public sealed record SourceRunResult(SourceState State, Exception? Error);
