using System.Collections.Concurrent;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Functions.Hosting;
using CaseyOS.Functions.Local;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseyOS.Functions.Tests.Local;

public sealed class PumpTests(AzuriteFixture azurite)
{
    private const string Queue = "things";
    private static readonly PumpOptions Quick = new() { VisibilityTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task Queue_FailingMessage_IsTriedFiveTimesThenPoisonedAsItWas()
    {
        await using var app = await StartAsync();
        var handler = app.Services.GetRequiredService<Handler>();
        handler.OnMessage = _ => throw new InvalidOperationException("broken");
        var poison = Queues(app).GetQueueClient($"{Queue}-poison");
        await SendAsync(app, """{"id":"ours"}""");

        await WhilePumpingAsync(app, () => Eventually.TrueAsync(async () => await CountAsync(poison) == 1, () => $"{handler.Messages.Count} tries", TimeSpan.FromSeconds(60)));

        Assert.Equal(Enumerable.Repeat("""{"id":"ours"}""", 5), handler.Messages);
        QueueMessage[] dead = await poison.ReceiveMessagesAsync();
        Assert.Equal("""{"id":"ours"}""", Assert.Single(dead).MessageText);
        Assert.Equal(0, await CountAsync(Queues(app).GetQueueClient(Queue)));
    }

    [Fact]
    public async Task Queue_OneBadMessage_DoesNotHoldUpTheOthers()
    {
        await using var app = await StartAsync();
        var handler = app.Services.GetRequiredService<Handler>();
        handler.OnMessage = text => text == "bad" ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        await SendAsync(app, "bad", "one", "two");

        await WhilePumpingAsync(app, () => Eventually.TrueAsync(() => Task.FromResult(handler.Messages.Count(text => text != "bad") == 2), () => string.Join(' ', handler.Messages)));

        Assert.Single(handler.Messages, "one");
        Assert.Single(handler.Messages, "two");
    }

    [Fact]
    public async Task Queue_SlowHandler_KeepsItsMessageToItself()
    {
        await using var app = await StartAsync();
        var handler = app.Services.GetRequiredService<Handler>();
        var release = new TaskCompletionSource();
        handler.OnMessage = _ => release.Task;
        using var trips = app.Services.GetRequiredService<StorageRoundTrips>().Record();
        await SendAsync(app, "slow");

        await WhilePumpingAsync(app, async () =>
        {
            await Eventually.TrueAsync(() => Task.FromResult(trips.Trips.Count(trip => trip.Operation == "UpdateMessage") >= 4), () => string.Join(Environment.NewLine, trips.Trips));
            release.SetResult();
            await Eventually.TrueAsync(async () => await CountAsync(Queues(app).GetQueueClient(Queue)) == 0, () => "The message is still there.");
        });

        Assert.Single(handler.Messages);
    }

    [Fact]
    public async Task Signal_MessageSentByThisProcess_WakesTheReader()
    {
        var storage = await azurite.NewStorageAsync();
        using var signal = new QueueSignal(storage.Queues, TimeProvider.System);
        var queue = await storage.CreateQueueAsync(Queue);
        var waiting = signal.WaitAsync(Queue, TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        await queue.SendMessageAsync("wake up");

        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Timer_RunOutlastsItsSchedule_IsFollowedByOneThatIsPastDueAndNeverOverlaps()
    {
        await using var app = await StartAsync();
        var handler = app.Services.GetRequiredService<Handler>();
        var first = new TaskCompletionSource();
        handler.OnTimer = timer => handler.Timers.Count == 1 ? first.Task : Task.CompletedTask;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 21, 10, 0, 1, TimeSpan.Zero));
        using var stop = new CancellationTokenSource();
        var pump = new TimerPump(new FunctionFile("TestTimer", "timer", "*/10 * * * * *", null), Caller(app), clock, NullLogger.Instance).RunAsync(stop.Token);

        await AdvanceUntilAsync(clock, () => handler.Timers.Count == 1);
        clock.Advance(TimeSpan.FromSeconds(35)); // three times missed
        Assert.Single(handler.Timers);
        first.SetResult();
        await Eventually.TrueAsync(() => Task.FromResult(handler.Timers.Count == 2), () => "No second run.");
        await AdvanceUntilAsync(clock, () => handler.Timers.Count == 3);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump);
        Assert.Equal([false, true, false], handler.Timers.Select(timer => timer.IsPastDue));
        Assert.Null(handler.Timers.First().Last);
        Assert.Equal(1, handler.MostAtOnce);
    }

    private static async Task AdvanceUntilAsync(FakeTimeProvider clock, Func<bool> condition) => await Eventually.TrueAsync(
        () =>
        {
            if (!condition())
            {
                clock.Advance(TimeSpan.FromMilliseconds(500));
            }

            return Task.FromResult(condition());
        },
        () => "The timer did not run.");

    private Task<CaseyApp> StartAsync() => CaseyApp.StartAsync(azurite, configure: services =>
    {
        services.AddTrigger<QueueThing>("TestQueue").AddTrigger<TimerThing>("TestTimer");
        services.AddSingleton<Handler>();
    });

    private static async Task WhilePumpingAsync(CaseyApp app, Func<Task> work)
    {
        using var stop = new CancellationTokenSource();
        var function = new FunctionFile("TestQueue", "message", null, Queue);
        var pump = new QueuePump(function, Caller(app), Queues(app), app.Services.GetRequiredService<QueueSignal>(), Quick, TimeProvider.System, NullLogger.Instance).RunAsync(stop.Token);
        await work();
        await stop.CancelAsync();
        await pump.ContinueWith(_ => { }, TaskScheduler.Default); // how it ends does not matter here
    }

    private static async Task SendAsync(CaseyApp app, params string[] texts)
    {
        var queue = Queues(app).GetQueueClient(Queue);
        await queue.CreateIfNotExistsAsync();
        foreach (var text in texts)
        {
            await queue.SendMessageAsync(text);
        }
    }

    private static async Task<int> CountAsync(QueueClient queue)
    {
        await queue.CreateIfNotExistsAsync();
        return (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
    }

    private static FunctionCaller Caller(CaseyApp app) => app.Services.GetRequiredService<FunctionCaller>();

    private static QueueServiceClient Queues(CaseyApp app) => app.Services.GetRequiredService<QueueServiceClient>();

    /// <summary>What the test's functions do and have seen.</summary>
    private sealed class Handler
    {
        private int running;

        public ConcurrentQueue<string> Messages { get; } = new();

        public ConcurrentQueue<TimerInvocation> Timers { get; } = new();

        public int MostAtOnce { get; private set; }

        public Func<string, Task> OnMessage { get; set; } = _ => Task.CompletedTask;

        public Func<TimerInvocation, Task> OnTimer { get; set; } = _ => Task.CompletedTask;

        public async Task RunAsync(TimerInvocation timer)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref running));
            Timers.Enqueue(timer);
            await OnTimer(timer);
            Interlocked.Decrement(ref running);
        }
    }

    private sealed class QueueThing(Handler handler) : IQueueTrigger
    {
        public Task RunAsync(string messageText, CancellationToken cancellationToken)
        {
            handler.Messages.Enqueue(messageText);
            return handler.OnMessage(messageText);
        }
    }

    private sealed class TimerThing(Handler handler) : ITimerTrigger
    {
        public Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken) => handler.RunAsync(timer);
    }
}
