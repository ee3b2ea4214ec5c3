using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Connectors.Resilience;

public sealed class TokenBucketTests
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    [Fact]
    public void Take_AnyArrivals_NeverMoreThanTheLimitInAnyPeriod() =>
        Prop.ForAll(
            Gen.Choose(1, 5).ToArbitrary(),
            Gen.Choose(0, 700).ListOf().ToArbitrary(),
            (tokens, gaps) =>
            {
                // Without a context a waiter goes on inside Advance, so the time it notes is the time of service.
                SynchronizationContext.SetSynchronizationContext(null);
                var clock = new FakeTimeProvider();
                var period = TimeSpan.FromSeconds(1);
                var bucket = new TokenBucket(tokens, period, clock);
                List<DateTimeOffset> served = [];
                foreach (var gap in gaps)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(gap));
                    _ = ServeAsync(bucket, clock, served);
                }

                clock.Advance(TimeSpan.FromMinutes(10));
                return served.Count == gaps.Count
                    && served.SequenceEqual(served.Order())
                    && served.Zip(served.Skip(tokens)).All(pair => pair.Second - pair.First >= period);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public async Task Take_FreeTokens_CostNoTime()
    {
        var bucket = new TokenBucket(3, TimeSpan.FromSeconds(1), new FakeTimeProvider());

        for (var call = 0; call < 3; call++)
        {
            var taking = bucket.TakeAsync(Long, default);
            Assert.True(taking.IsCompleted);
            Assert.Null(await taking);
        }

        Assert.False(bucket.TakeAsync(Long, default).IsCompleted);
    }

    [Fact]
    public async Task Take_WaitTooLong_SaysHowLongAndTakesNothing()
    {
        var clock = new FakeTimeProvider();
        var bucket = new TokenBucket(1, TimeSpan.FromSeconds(10), clock);
        await bucket.TakeAsync(Long, default);

        Assert.Equal(TimeSpan.FromSeconds(10), await bucket.TakeAsync(TimeSpan.FromSeconds(9), default));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await bucket.TakeAsync(TimeSpan.Zero, default));
    }

    [Fact]
    public async Task Pause_HoldsEverybody()
    {
        var clock = new FakeTimeProvider();
        var bucket = new TokenBucket(10, TimeSpan.FromSeconds(1), clock);

        bucket.Pause(TimeSpan.FromSeconds(5));
        bucket.Pause(TimeSpan.FromSeconds(2));
        var taking = bucket.TakeAsync(Long, default);
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(taking.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Null(await taking.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    private static async Task ServeAsync(TokenBucket bucket, FakeTimeProvider clock, List<DateTimeOffset> served)
    {
        await bucket.TakeAsync(Long, default);
        served.Add(clock.GetUtcNow());
    }
}
