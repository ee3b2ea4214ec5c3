using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Testing.Orchestration;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Orchestration;

public sealed class ReplayPropertyTests
{
    private static readonly Gen<(int[] Steps, int Seed)> Runs =
        from length in Gen.Choose(1, 8)
        from steps in Gen.ArrayOf(Gen.Choose(0, RandomWorkflow.Kinds - 1), length)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (steps, seed);

    [Fact]
    public void AnyWorkflow_ReplayedFromAnySplit_DecidesTheSame() => Prop.ForAll(Runs.ToArbitrary(), run =>
    {
        foreach (var (past, news, result) in Play(run.Steps, run.Seed).Turns)
        {
            HistoryEvent[] whole = [.. past, .. news];
            for (var split = 0; split <= whole.Length; split++)
            {
                var again = OrchestrationExecutor.Execute(RandomWorkflow.Of(run.Steps)(), "model-1", whole[..split], whole[split..]);
                Assert.Equal(result.Actions, again.Actions);
                Assert.Equal(result.CustomStatus, again.CustomStatus);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyWorkflow_InAnyInterleaving_EndsAndNumbersItsActionsInOrder() => Prop.ForAll(Runs.ToArbitrary(), run =>
    {
        var hub = Play(run.Steps, run.Seed);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, hub.End!.Status);
        var ids = hub.Turns.SelectMany(turn => turn.Result.Actions).Select(action => action.Id).ToArray();
        Assert.Equal(Enumerable.Range(0, ids.Length), ids);
    }).QuickCheckThrowOnFailure();

    private static ModelHub Play(int[] steps, int seed)
    {
        var hub = new ModelHub(RandomWorkflow.Of(steps)).Start();
        var random = new Random(seed);
        for (var moves = 0; hub.End is null; moves++)
        {
            Assert.True(moves < 5_000, "The workflow does not end.");
            RandomWorkflow.Advance(hub, random);
        }

        return hub;
    }
}
