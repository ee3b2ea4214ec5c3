using CaseyOS.Core.Queue;
using CaseyOS.Testing;

namespace CaseyOS.Core.Tests.Queue;

public sealed class KeysTests
{
    [Fact]
    public void Done_LaterItem_SortsFirst()
    {
        var clock = new FakeTimeProvider();
        var earlier = QueueItemId.New(clock);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(string.CompareOrdinal(Keys.Done(QueueItemId.New(clock)), Keys.Done(earlier)) < 0);
    }

    [Fact]
    public void History_LaterOrLaterVersionInTheSameInstant_SortsFirst()
    {
        var id = QueueItemId.New(new FakeTimeProvider());
        var at = QueueSituation.Now;

        string[] expected = [Keys.History(id, at.AddTicks(1), 1), Keys.History(id, at, 12), Keys.History(id, at, 9)];
        Assert.Equal(expected, expected.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("message:<a/b\\c#d?e%f|g@mail.example>")]
    [InlineData("deal:\u0001")]
    public void OpenFor_ForbiddenCharacters_AreNotInTheKey(string entity)
    {
        var key = Keys.OpenFor(entity, ActionType.FollowUp);

        Assert.DoesNotContain(key, character => "/\\#?%".Contains(character, StringComparison.Ordinal) || char.IsControl(character));
        Assert.NotEqual(key, Keys.OpenFor(entity + "x", ActionType.FollowUp));
    }

    [Fact]
    public void OpenRange_HoldsOpenMovesAndNoMarks()
    {
        var open = Keys.Open(QueueItemId.New(new FakeTimeProvider()));

        Assert.True(IsInRange(open));
        Assert.False(IsInRange(Keys.OpenFor("deal:1", ActionType.SendEmail)));
        Assert.False(IsInRange(Keys.Version));

        static bool IsInRange(string key) =>
            string.CompareOrdinal(key, Keys.OpenPrefix) >= 0 && string.CompareOrdinal(key, Keys.After(Keys.OpenPrefix)) < 0;
    }

    [Fact]
    public void OpenFor_TwoKindsOfMailAboutOneThing_ShareAMark_OtherActionsDoNot()
    {
        Assert.Equal(Keys.OpenFor("deal:1", ActionType.SendEmail), Keys.OpenFor("deal:1", ActionType.FollowUp));
        Assert.NotEqual(Keys.OpenFor("deal:1", ActionType.SendEmail), Keys.OpenFor("deal:1", ActionType.ReviewDeal));
    }
}
