using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Connectors.Resilience;

public sealed class SharedBudgetTests
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(100);
    private static readonly BudgetLimits Limits = new(10, TimeSpan.FromSeconds(10), 2, TimeSpan.FromSeconds(1), 100_000, TimeZoneInfo.Utc);

    [Fact]
    public void Take_SeveralInstances_NeverMoreThanTheLimitsInAnyPeriod() =>
        Prop.ForAll(
            (from instance in Gen.Choose(0, 2) from gap in Gen.Choose(0, 900) from search in Gen.Choose(0, 2) select (instance, gap, search: search == 0)).ListOf(200).ToArbitrary(),
            arrivals =>
            {
                var clock = new FakeTimeProvider();
                var row = new Row();
                SharedBudget[] instances = [new(row, Limits, clock), new(row, Limits, clock), new(row, Limits, clock)];
                List<(DateTimeOffset At, bool Search)> served = [];
                foreach (var (instance, gap, search) in arrivals)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(gap));
                    var taking = instances[instance].TakeAsync(search, TimeSpan.Zero, default);
                    Assert.True(taking.IsCompletedSuccessfully);
                    if (taking.GetAwaiter().GetResult() is null)
                    {
                        served.Add((clock.GetUtcNow(), search));
                    }
                }

                return served.Count >= Limits.Calls
                    && IsWithin([.. served.Select(one => one.At)], Limits.Calls, Limits.CallPeriod)
                    && IsWithin([.. served.Where(one => one.Search).Select(one => one.At)], Limits.Searches, Limits.SearchPeriod);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public async Task Take_OneInstance_CostsOneWriteForABlockAndGetsTheWholeLimit()
    {
        var (clock, row) = (new FakeTimeProvider(), new Row());
        using var budget = new SharedBudget(row, Limits, clock);

        for (var call = 0; call < Limits.Calls; call++)
        {
            Assert.True(budget.TakeAsync(search: false, Long, default).IsCompletedSuccessfully);
        }

        Assert.Equal((1, Limits.Calls / Limits.CallBlock), (row.Reads, row.Writes));
        Assert.Equal(Limits.CallPeriod, await budget.TakeAsync(search: false, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task Take_InstanceDies_ItsBlockCountsOnlyUntilItIsVoid()
    {
        var (clock, row) = (new FakeTimeProvider(), new Row());
        for (var dead = 0; dead < 5; dead++)
        {
            await new SharedBudget(row, Limits, clock).TakeAsync(search: false, Long, default);
        }

        using var budget = new SharedBudget(row, Limits, clock);
        Assert.Equal(Limits.CallPeriod + Limits.BlockLife, await budget.TakeAsync(search: false, TimeSpan.FromSeconds(1), default));
        clock.Advance(Limits.CallPeriod + Limits.BlockLife);
        Assert.Null(await budget.TakeAsync(search: false, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task Take_DayUsedUp_WaitsForThePortalsMidnight()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var (clock, row) = (new FakeTimeProvider(), new Row()); // 09:00 UTC is 10:00 in Berlin
        using var budget = new SharedBudget(row, Limits with { Daily = 3, DayZone = berlin }, clock);
        for (var call = 0; call < 3; call++)
        {
            Assert.Null(await budget.TakeAsync(search: false, Long, default));
        }

        Assert.Equal(TimeSpan.FromHours(14), await budget.TakeAsync(search: false, TimeSpan.FromHours(1), default));
        clock.Advance(TimeSpan.FromHours(14));
        Assert.Null(await budget.TakeAsync(search: false, TimeSpan.Zero, default));
    }

    private static bool IsWithin(IReadOnlyList<DateTimeOffset> served, int limit, TimeSpan period)
    {
        var ordered = served.Order().ToArray();
        return ordered.Zip(ordered.Skip(limit)).All(pair => pair.Second - pair.First >= period);
    }

    /// <summary>The row, with versions as storage has them.</summary>
    private sealed class Row : IBudgetRow
    {
        private BudgetState state = BudgetState.Empty;
        private int version;

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public Task<(BudgetState State, string? Version)> ReadAsync(CancellationToken cancellationToken)
        {
            Reads++;
            return Task.FromResult((state, version == 0 ? null : $"{version}"));
        }

        public Task<string?> TryWriteAsync(BudgetState state, string? version, CancellationToken cancellationToken)
        {
            if ((version ?? "0") != $"{this.version}")
            {
                return Task.FromResult<string?>(null);
            }

            Writes++;
            this.state = state;
            return Task.FromResult<string?>($"{++this.version}");
        }
    }
}
