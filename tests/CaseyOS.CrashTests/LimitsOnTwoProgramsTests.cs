using CaseyOS.Testing;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>Limits hold on two real programs together, and outlive both.</summary>
public sealed class LimitsOnTwoProgramsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Execute_TwentyFiveMailsOnTwoPrograms_TwentyAreDoneAndFiveWaitForRoom()
    {
        await using var rig = await CrashRig.StartAsync(azurite, market: false);
        await using var pair = await ProgramPair.StartAsync(rig, settings => settings["Limits__MailsPerHour"] = "20");
        var moves = await pair.ConfirmAsync(25);

        // Some before one of them dies, the others afterwards, side by side: the count outlives it.
        var first = await Task.WhenAll(moves.Take(12).Select(pair.ExecuteAsync));
        await pair.KillAsync(0);
        await pair.RestartAsync(0);
        var then = await Task.WhenAll(moves.Skip(12).Select(pair.ExecuteAsync));

        Assert.All(first, answer => Assert.True(answer.Status is 200 or 202, answer.ToString()));
        var refused = then.Where(answer => answer.Status == 429).ToList();
        Assert.Equal((8, 5), (then.Count(answer => answer.Status is 200 or 202), refused.Count));
        Assert.All(refused, answer =>
        {
            Assert.Matches("^Rate limit exceeded: 20 emails per hour; next one possible at [0-9]{2}:[0-9]{2}", answer.Body.GetProperty("detail").GetString());
            Assert.InRange(answer.RetryAfter!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        });
        await pair.SucceedAsync(20);
        Assert.Equal(20, (await rig.Truth.EffectsAsync("draft_created")).Count);

        // The five are pressed again with the wish to wait; that, too, outlives both programs.
        var left = moves.Where((_, index) => index >= 12 && then[index - 12].Status == 429).ToList();
        var queued = await Task.WhenAll(left.Select(move => pair.ExecuteAsync(move with { Query = "?when_limited=queue" })));
        Assert.All(queued, answer => Assert.Equal((202, "queued"), (answer.Status, answer.ExecutionStatus)));
        await Task.WhenAll(pair.KillAsync(0), pair.KillAsync(1));
        await Task.WhenAll(pair.RestartAsync(0), pair.RestartAsync(1));
        await Eventually.TrueAsync(async () => await pair.CountAsync("queued") == 5, () => "The queued ones are not there any more.", Eventually.OnABusyMachine);
        Assert.Equal(20, (await rig.Truth.EffectsAsync("draft_created")).Count);
    }
}
