using CaseyOS.Core.Queue;
using CaseyOS.Core.Tests.Scoring;
using static CaseyOS.Core.Tests.Queue.QueueSituation;

namespace CaseyOS.Core.Tests.Queue;

public sealed class TodayListTests
{
    [Fact]
    public void Today_TakesWhatIsDueWithinADayOverdueOrUndated()
    {
        var today = Of(Now, Move(10), Move(20, dueInHours: 23), Move(30, dueInHours: -100), Move(40, dueInHours: 25));

        Assert.Equal([30, 20, 10], today.Moves.Select(move => move.Score.Rank));
        Assert.Equal(4, today.TotalPending);
    }

    [Fact]
    public void Today_EqualRank_EarlierDateThenOlderFirst()
    {
        var (undated, late, soon, soonToo) = (Move(), Move(dueInHours: 9), Move(dueInHours: 3), Move(dueInHours: 3));

        Assert.Equal([soon, soonToo, late, undated], Of(Now, soonToo, undated, late, soon).Moves);
    }

    [Fact]
    public void Today_ManyMoves_ShowsTenAndCountsAll()
    {
        var today = Of(Now, [.. Enumerable.Range(0, 15).Select(rank => Move(rank))]);

        Assert.Equal(Enumerable.Range(5, 10).Reverse().Select(rank => (double)rank), today.Moves.Select(move => move.Score.Rank));
        Assert.Equal(15, today.TotalPending);
    }

    [Fact]
    public void Today_OtherStatusesAndDomains_AreNotShown()
    {
        var accepted = Move(status: ItemStatus.Accepted);
        var today = TodayList.Of(
            new([accepted, Move(status: ItemStatus.Executing), Move(status: ItemStatus.Failed), Move(domain: Domain.Cs)], "t"),
            Domain.Sales, Now, TimeZoneInfo.Utc, new());

        Assert.Equal([accepted], today.Moves);
        Assert.Equal(1, today.TotalPending);
    }

    [Fact]
    public void Today_SnoozeOver_ComesBackAsPendingByItself()
    {
        var snoozed = Move(status: ItemStatus.Snoozed, snoozedForHours: 2);

        Assert.Empty(Of(Now.AddHours(1), snoozed).Moves);
        var back = Assert.Single(Of(Now.AddHours(2), snoozed).Moves);
        Assert.Equal(ItemStatus.Pending, back.Status);
        Assert.Null(back.SnoozedUntil);
    }

    [Theory]
    [InlineData("snooze ends", 2)]
    [InlineData("comes within a day", 6)]
    [InlineData("midnight in Berlin", 15)]
    public void Today_BoundaryPasses_ETagChangesThenAndNotBefore(string boundary, double hours)
    {
        QueueItem[] moves = boundary switch
        {
            "snooze ends" => [Move(status: ItemStatus.Snoozed, snoozedForHours: hours)],
            "comes within a day" => [Move(dueInHours: 24 + hours)],
            _ => [Move()],
        };
        var at = Now.AddHours(hours);
        var first = Of(Now, moves);

        Assert.Equal(at, first.ValidUntil);
        Assert.Equal(first.ETag, Of(at.AddTicks(-1), moves).ETag);
        Assert.NotEqual(first.ETag, Of(at, moves).ETag);
    }

    [Fact]
    public void Today_SpringForward_DayEndsAtTheRealMidnight()
    {
        // Beirut's clocks jumped from midnight to one on 31 March 2024.
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut");
        var today = TodayList.Of(new([], "t"), null, new(2024, 3, 30, 12, 0, 0, TimeSpan.Zero), zone, new());

        Assert.Equal(new DateTimeOffset(2024, 3, 30, 22, 0, 0, TimeSpan.Zero), today.ValidUntil);
    }

    private static TodayMoves Of(DateTimeOffset now, params QueueItem[] moves) =>
        TodayList.Of(new(moves, "t"), null, now, ScoringSituation.Berlin, new());
}
