using CaseyOS.Core.Orchestration;
using CaseyOS.Testing;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>Random workflows, side by side on the embedded hub and each on a model of its own.</summary>
public sealed class HubAgainstModelTests(AzuriteFixture azurite)
{
    private const int SideBySide = 24;

    private static readonly Gen<(int[] Steps, int Seed)[]> Runs = Gen.ArrayOf(
        from length in Gen.Choose(1, 5)
        from steps in Gen.ArrayOf(Gen.Choose(0, RandomWorkflow.Kinds - 1), length)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (steps, seed),
        SideBySide);

    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(2);

    [Fact]
    public void AnyWorkflow_OneThingAfterTheOther_HasTheModelsHistoryAndResult()
    {
        Func<(int[] Steps, int Seed)[], Task> holds = async runs =>
        {
            await using var pairs = await StartAsync(runs);
            for (var rounds = 0; pairs.All.Any(pair => !pair.IsFinished); rounds++)
            {
                Assert.True(rounds < 500, "The workflows do not end.");
                pairs.Advance(pairs.All.Select(pair => pair.Dice.Next(60)).First());
                foreach (var pair in pairs.All.Where(pair => !pair.IsFinished))
                {
                    await pair.StepAsync();
                }

                await Task.WhenAll(pairs.All.Select(pair => pair.SettleAsync()));
            }

            foreach (var pair in pairs.All)
            {
                await pair.AssertSameAsync();
            }
        };
        Prop.ForAll(Runs.ToArbitrary(), holds).Check(Few);
    }

    [Fact]
    public void AnyWorkflow_InBursts_HasAHistoryThatTheModelHasToo()
    {
        Func<(int[] Steps, int Seed)[], Task> holds = async runs =>
        {
            await using var pairs = await StartAsync(runs);
            for (var rounds = 0; pairs.All.Any(pair => !pair.IsFinished); rounds++)
            {
                Assert.True(rounds < 500, "The workflows do not end.");
                pairs.Advance(20);
                await Task.WhenAll(pairs.All.Where(pair => !pair.IsFinished).Select(pair => pair.BurstAsync()));
            }

            foreach (var pair in pairs.All)
            {
                await pair.AssertReplaysAsync();
            }
        };
        Prop.ForAll(Runs.ToArbitrary(), holds).Check(Few);
    }

    private async Task<HubPairs> StartAsync((int[] Steps, int Seed)[] runs)
    {
        var pairs = new HubPairs(runs);
        await pairs.StartAsync(await azurite.NewAccountAsync());
        return pairs;
    }
}
