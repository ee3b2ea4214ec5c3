using CaseyOS.Core.Queue;
using FsCheck;
using FsCheck.Fluent;
using static CaseyOS.Core.Tests.Queue.QueueSituation;

namespace CaseyOS.Core.Tests.Queue;

public sealed class MovePagesTests
{
    [Fact]
    public void Cut_FollowingTheCursor_GivesEachMoveOnce() => Prop.ForAll(
        Gen.Choose(0, 30).ToArbitrary(),
        Gen.Choose(1, 12).ToArbitrary(),
        (count, limit) =>
        {
            List<QueueItem> all = [.. Enumerable.Range(0, count).Select(rank => Move(rank))];
            List<QueueItem> seen = [];
            string? cursor = null;
            do
            {
                var page = MovePages.Cut(all, new() { Limit = limit, Cursor = cursor }, isWhole: true);
                seen.AddRange(page.Items);
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            return seen.SequenceEqual(all);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Cut_MoveAddedInFrontMeanwhile_RepeatsNone()
    {
        List<QueueItem> all = [Move(1), Move(2), Move(3)];
        var first = MovePages.Cut(all, new() { Limit = 2 }, isWhole: true);

        var second = MovePages.Cut([Move(0), .. all], new() { Limit = 2, Cursor = first.NextCursor }, isWhole: true);

        Assert.Equal([all[2]], second.Items);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("id 5")]
    [InlineData("at -1 0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b")]
    public void Cut_ForeignCursor_IsRefusedByName(string cursor)
    {
        var error = Assert.Throws<ValidationException>(() => MovePages.Cut([Move()], new() { Cursor = cursor }, isWhole: true));

        Assert.Contains("cursor", error.Errors.Keys);
    }

    [Fact]
    public void Sort_DueBy_PutsUndatedLastEitherWay()
    {
        var (undated, soon, late) = (Move(), Move(dueInHours: 1), Move(dueInHours: 2));

        Assert.Equal([soon, late, undated], MoveSort.Apply([undated, late, soon], [new(SortKey.DueBy, false)]));
        Assert.Equal([late, soon, undated], MoveSort.Apply([undated, soon, late], [new(SortKey.DueBy, true)]));
    }
}
