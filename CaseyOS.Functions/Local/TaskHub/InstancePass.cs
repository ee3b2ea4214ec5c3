using Azure;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Core.Storage;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>Works on one instance until there is nothing left to do here: turns, and the activities that they schedule.</summary>
internal sealed partial class InstancePass(string id, Workshop hub) : IDisposable
{
    // Leaves room in a transaction for what the turn decides.
    private const int MaxNews = 40;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private readonly ActivityRuns runs = new(id, hub.Tasks, hub.Activities, hub.Clock);
    private readonly SemaphoreSlim bell = new(0);
    private long read;

    /// <summary>Something may have arrived. From the one who started the pass, under his lock.</summary>
    public void Wake() => bell.Release();

    /// <summary>Whether something may have arrived since the pass last looked.</summary>
    public bool TakeWake() => bell.Wait(0);

    /// <summary>Works; answers for how long another worker has the instance, or null when nothing is left to do.</summary>
    public async Task<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            try
            {
                var instance = await LoadAsync(cancellationToken);
                if (instance?.HeldElsewhere(hub.Owner, hub.Clock.GetUtcNow()) is { } wait)
                {
                    return wait;
                }

                if (instance is not null)
                {
                    await WorkAsync(instance, cancellationToken);
                }

                return null;
            }
            catch (StorageUnavailableException exception)
            {
                // What was running goes on running; whether the last write happened, the next look tells.
                Log.StorageFailed(hub.Logger, exception, id, pause);
                await Task.Delay(pause, hub.Clock, cancellationToken);
                pause = pause * 2 < hub.Options.MaxPause ? pause * 2 : hub.Options.MaxPause;
            }
            catch (RequestFailedException exception) when (exception.Status is StatusCodes.Status412PreconditionFailed or StatusCodes.Status404NotFound)
            {
                Log.Overtaken(hub.Logger, id);
            }
        }
    }

    public void Dispose() => bell.Dispose();

    private async Task<Instance?> LoadAsync(CancellationToken cancellationToken)
    {
        while (TakeWake())
        {
            // Whatever they rang for is read now.
        }

        read = hub.Clock.GetTimestamp();
        return await InTurnAsync(() => hub.Store.LoadAsync(id, cancellationToken), cancellationToken);
    }

    private async Task WorkAsync(Instance instance, CancellationToken cancellationToken)
    {
        while (!instance.IsFinished)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await StartActivitiesAsync(instance, cancellationToken);
            var news = await NewsAsync(instance);
            if (news.Count > 0)
            {
                await InTurnAsync(() => TakeTurnAsync(instance, news, cancellationToken), cancellationToken);
            }
            else if (instance.Activities.Count > 0)
            {
                await WaitAsync(instance, cancellationToken);
            }
            else
            {
                break;
            }
        }

        if (instance.Stale.Count > 0)
        {
            await hub.Store.TidyAsync(instance, cancellationToken);
        }
    }

    private async Task StartActivitiesAsync(Instance instance, CancellationToken cancellationToken)
    {
        var waiting = instance.Activities.Where(activity => !runs.Has(activity)).ToList();
        if (waiting.Count > 0 && !instance.IsHeldBy(hub.Owner, hub.Clock.GetUtcNow()))
        {
            await hub.Store.HoldAsync(instance, hub.Owner, hub.LeaseEnd, cancellationToken);
        }

        waiting.ForEach(activity => runs.Start(activity, cancellationToken));
    }

    private async Task<IReadOnlyList<News>> NewsAsync(Instance instance)
    {
        var now = hub.Clock.GetUtcNow().UtcDateTime;
        var due = instance.Timers.Where(timer => timer.FireAt <= now).OrderBy(timer => timer.FireAt).ThenBy(timer => timer.Id);
        return
        [
            .. instance.Inbox.Concat(await runs.EndedAsync(instance.Activities))
                .Concat(due.Select(timer => new News(timer.RowKey, [new TimerFired(now, timer.Id)])))
                .Take(MaxNews),
        ];
    }

    // Until an activity ends or something arrives; meanwhile the instance stays ours.
    private async Task WaitAsync(Instance instance, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewal = Task.Delay(hub.Options.Lease / 2, hub.Clock, stop.Token);
        var woken = bell.WaitAsync(stop.Token);
        await Task.WhenAny(runs.AnyAsync(instance.Activities), woken, renewal);
        await stop.CancelAsync();
        await Task.WhenAll(renewal, woken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (renewal.IsCompletedSuccessfully)
        {
            await hub.Store.HoldAsync(instance, hub.Owner, hub.LeaseEnd, cancellationToken);
        }

        // Who puts something there rings, unless another process got the wake-up: it waits for us to let go.
        if (woken.IsCompletedSuccessfully || hub.Clock.GetElapsedTime(read) >= hub.Options.Lease / 2)
        {
            read = hub.Clock.GetTimestamp();
            instance.Inbox = await hub.Store.ReadInboxAsync(id, cancellationToken);
        }
    }

    private async Task TakeTurnAsync(Instance instance, IReadOnlyList<News> news, CancellationToken cancellationToken)
    {
        var batch = Decide(instance, news);
        await hub.Store.CommitAsync(instance, batch, hub.Owner, hub.LeaseEnd, cancellationToken);
        foreach (var timer in batch.Timers.Where(timer => timer.FireAt > hub.Clock.GetUtcNow().UtcDateTime))
        {
            await hub.Hints.SendAsync(new(id, new(timer.FireAt)), cancellationToken);
        }

        if (instance.IsFinished)
        {
            hub.Completions.Ended(id);
        }
    }

    // A turn that storage would not take in one piece is tried with fewer news; one that is too large with a single one fails.
    private TurnBatch Decide(Instance instance, IReadOnlyList<News> news)
    {
        var now = hub.Clock.GetUtcNow().UtcDateTime;
        try
        {
            var batch = new TurnBatch(instance, Turn.Run(hub.Tasks, instance, news, now));
            return batch.Fits ? batch
                : news.Count > 1 ? Decide(instance, [.. news.Take(news.Count / 2)])
                : new(instance, Turn.Fail(instance, news, now, new(
                    "TurnTooLarge", $"One turn decided {batch.Decisions} activities and timers; storage takes about 90, and 3 MB, at once. Start fewer before awaiting.")));
        }
        catch (ValidationException exception)
        {
            return new(instance, Turn.Fail(instance, news, now, TaskFailureDetails.From(exception)));
        }
    }

    private async Task InTurnAsync(Func<Task> work, CancellationToken cancellationToken) => await InTurnAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellationToken);

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await hub.Turns.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            hub.Turns.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage failed while instance {Instance} was worked on; trying again in {Pause}")]
        public static partial void StorageFailed(ILogger logger, Exception exception, string instance, TimeSpan pause);

        [LoggerMessage(LogLevel.Debug, "Another worker was faster on instance {Instance}")]
        public static partial void Overtaken(ILogger logger, string instance);
    }
}
