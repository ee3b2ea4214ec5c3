using CaseyOS.Core.Executions;
using static CaseyOS.Core.Executions.ExecutionStatus;

namespace CaseyOS.Core.Tests.Execution;

public sealed class ExecutionTransitionsTests
{
    private static readonly ExecutionStatus[] All = Enum.GetValues<ExecutionStatus>();

    [Theory]
    [InlineData(Performing, Holding)]
    [InlineData(Holding, Sending)]
    [InlineData(Holding, Withdrawing)]
    [InlineData(Sending, Holding)]
    [InlineData(Sending, Withdrawing)]
    [InlineData(Sending, Logging)]
    [InlineData(Withdrawing, Cancelled)]
    [InlineData(Withdrawing, Failed)]
    [InlineData(Withdrawing, Logging)]
    public void Allows_StepsOfASend_AreAllowed(ExecutionStatus from, ExecutionStatus to) => Assert.True(ExecutionTransitions.Allows(from, to));

    [Fact]
    public void Allows_OnceItIsDecidedNotToSend_NothingLeadsBackToSending() => Assert.DoesNotContain(Sending, Reachable(Withdrawing));

    [Fact]
    public void Allows_OnceItIsSent_NothingCallsItOffOrSendsItAgain() => Assert.DoesNotContain(Reachable(Logging), status => status is Sending or Withdrawing or Holding or Cancelled or Failed);

    [Fact]
    public void Allows_EveryWayToSending_LeadsThroughTheHold() => Assert.DoesNotContain(Sending, Reachable(Performing, without: Holding));

    [Fact]
    public void Allows_WhatIsUnderWay_CanEnd() =>
        Assert.All(All.Where(status => status.IsUnderWay()), status => Assert.Contains(Reachable(status), reached => !reached.IsUnderWay()));

    [Fact]
    public void Allows_WhatHasEnded_NeverGoesOn() =>
        Assert.All(All.Where(status => !status.IsUnderWay()), status => Assert.DoesNotContain(Reachable(status), reached => reached.IsUnderWay()));

    private static HashSet<ExecutionStatus> Reachable(ExecutionStatus from, ExecutionStatus? without = null)
    {
        HashSet<ExecutionStatus> reached = [];
        var open = new Stack<ExecutionStatus>([from]);
        while (open.TryPop(out var at))
        {
            foreach (var next in All.Where(next => next != without && ExecutionTransitions.Allows(at, next) && reached.Add(next)))
            {
                open.Push(next);
            }
        }

        return reached;
    }
}
