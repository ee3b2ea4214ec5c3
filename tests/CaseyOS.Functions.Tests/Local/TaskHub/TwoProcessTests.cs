using CaseyOS.Testing;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>The real program in processes of its own, two of them on the same storage.</summary>
public sealed class TwoProcessTests(AzuriteFixture azurite)
{
    private const int AtLeast = 24;
    private const int Steps = 6;

    [Fact]
    public async Task TwoProcesses_OnTheSameStorage_NeverWorkOnOneInstanceAtATime()
    {
        await using var rig = new ProcessRig(await azurite.NewAccountAsync());
        await Task.WhenAll(rig.StartAsync(), rig.StartAsync());

        // Who gets a wake-up is chance: more of them until both have had work.
        var begun = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                await rig.BeginAsync(begun, 4, Steps);
                begun += 4;
                return begun >= AtLeast && rig.Marks.Read().Select(mark => mark.Process).Distinct().Count() == 2;
            },
            () => $"Of {begun} instances all went to one process.");
        await rig.EndAsync(begun, Steps);

        var marks = rig.Marks.Read();
        foreach (var instance in marks.GroupBy(mark => mark.Instance, StringComparer.Ordinal))
        {
            // Every activity ends, in its own process, before the next of its instance begins anywhere.
            Assert.All(instance.Chunk(2), pair => Assert.Equal((true, false, pair[0].Step, pair[0].Process), (pair[0].Began, pair[1].Began, pair[1].Step, pair[1].Process)));
        }
    }
}
