using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Tests.Queue;

public sealed class ItemTransitionsTests
{
    private static readonly ItemStatus[] All = Enum.GetValues<ItemStatus>();

    [Theory]
    [InlineData("pending", "accepted snoozed skipped executing completed resolved")]
    [InlineData("accepted", "pending snoozed skipped executing completed resolved")]
    [InlineData("snoozed", "pending skipped completed executing resolved")]
    [InlineData("executing", "executed failed pending")]
    [InlineData("executed", "completed rolled_back")]
    [InlineData("failed", "executing pending skipped")]
    [InlineData("rolled_back", "pending skipped")]
    [InlineData("skipped", "pending")]
    [InlineData("completed", "pending rolled_back")]
    [InlineData("resolved", "pending")]
    public void Allows_FromEachStatus_ExactlyTheTable(string from, string to) => Assert.Equal(
        to.Split(' ').Order(StringComparer.Ordinal),
        All.Where(status => ItemTransitions.Allows(Parse(from), status)).Select(Word).Order(StringComparer.Ordinal));

    [Fact]
    public void Allows_Staying_IsNoChange() => Assert.DoesNotContain(All, status => ItemTransitions.Allows(status, status));

    [Fact]
    public void AllowsByHand_IsPartOfTheTableAndNeverTouchesExecutions()
    {
        foreach (var (from, to) in All.SelectMany(from => All.Select(to => (from, to))).Where(pair => ItemTransitions.AllowsByHand(pair.from, pair.to)))
        {
            Assert.True(ItemTransitions.Allows(from, to));
            Assert.NotEqual(ItemStatus.Executing, from);
            Assert.DoesNotContain(to, new[] { ItemStatus.Executing, ItemStatus.Executed, ItemStatus.Failed, ItemStatus.RolledBack, ItemStatus.Resolved });
        }
    }

    [Fact]
    public void Allows_FromAnywhere_ThereIsAWayBackToPending()
    {
        foreach (var start in All)
        {
            HashSet<ItemStatus> reached = [start];
            while (All.Where(to => reached.Any(from => ItemTransitions.Allows(from, to))).Any(reached.Add))
            {
            }

            Assert.Contains(ItemStatus.Pending, reached);
        }
    }

    private static ItemStatus Parse(string word) => All.Single(status => Word(status) == word);

    private static string Word(ItemStatus status) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
