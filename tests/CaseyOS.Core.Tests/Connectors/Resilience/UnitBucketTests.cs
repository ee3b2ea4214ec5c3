using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Connectors.Resilience;

public sealed class UnitBucketTests
{
    private const int Units = 100;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    [Fact]
    public void Take_AnyArrivals_NeverMoreUnitsThanThereAreInAnyPeriod() =>
        Prop.ForAll(
            (from gap in Gen.Choose(0, 20_000) from price in Gen.Choose(1, 60) select (gap, price)).ListOf().ToArbitrary(),
            arrivals =>
            {
                // Without a context a waiter goes on inside Advance, so the time it notes is the time of service.
                SynchronizationContext.SetSynchronizationContext(null);
                var clock = new FakeTimeProvider();
                var bucket = new UnitBucket(Units, Period, clock);
                List<(DateTimeOffset At, int Price)> served = [];
                foreach (var (gap, price) in arrivals)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(gap));
                    _ = ServeAsync(bucket, price, clock, served);
                }

                clock.Advance(TimeSpan.FromHours(5));
                return served.Count == arrivals.Count
                    && served.All(one => served.Where(other => other.At > one.At - Period && other.At <= one.At).Sum(other => other.Price) <= Units);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Take_WhatIsFree_CostsNoTime()
    {
        var clock = new FakeTimeProvider();
        var bucket = new UnitBucket(Units, Period, clock);

        Assert.True(bucket.TakeAsync(60, default).IsCompletedSuccessfully);
        Assert.True(bucket.TakeAsync(40, default).IsCompletedSuccessfully);
        var waiting = bucket.TakeAsync(1000, default); // dearer than all there is: gets all
        Assert.False(waiting.IsCompleted);
        clock.Advance(Period);
        Assert.True(waiting.IsCompletedSuccessfully);
    }

    private static async Task ServeAsync(UnitBucket bucket, int price, FakeTimeProvider clock, List<(DateTimeOffset At, int Price)> served)
    {
        await bucket.TakeAsync(price, default);
        served.Add((clock.GetUtcNow(), price));
    }
}
