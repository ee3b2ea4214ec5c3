using CaseyOS.Testing;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>The emergency stop, pressed on one of two real programs during a batch.</summary>
[Collection(Alone.Name)]
public sealed class StopOnTwoProgramsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Stop_DuringABatchOnTwoPrograms_NothingGoesOutAfterFiveSecondsAndResumeFinishesIt()
    {
        const int Batch = 40; // many more than go out in the seconds that the other program may take to notice
        await using var rig = await CrashRig.StartAsync(azurite, market: false);
        await using var pair = await ProgramPair.StartAsync(rig, settings =>
        {
            settings["Limits__MailsPerHour"] = "1000";
            settings["Limits__ActionsPerHour"] = "1000";
        });
        var moves = await pair.ConfirmAsync(Batch);
        await rig.Truth.FaultAsync(new { provider = "google", method = "POST", path = "/gmail/v1/users/me/drafts", delayMs = 1_000, times = -1 });

        var running = moves.Select(pair.ExecuteAsync).ToList();
        await Eventually.TrueAsync(async () => (await rig.Truth.EffectsAsync("draft_created")).Count >= 3, () => "The batch does not begin.", Eventually.OnABusyMachine);
        var pressed = TimeProvider.System.GetUtcNow();
        await pair.StopAsync(0);
        var answers = await Task.WhenAll(running);

        // Long enough for whatever would still come: leases end, timers run, orchestrations look again.
        await Eventually.TrueAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() > pressed.AddSeconds(8)), () => "Time stands still.", Eventually.OnABusyMachine);
        var late = (await rig.Truth.RequestsAsync()).Where(request => request.Method != "GET" && request.At > pressed.AddSeconds(5) && !request.Path.EndsWith("/token", StringComparison.Ordinal) && !request.Path.EndsWith("/batch/read", StringComparison.Ordinal) && !request.Path.EndsWith("/search", StringComparison.Ordinal));
        Assert.Empty(late);
        var made = (await rig.Truth.EffectsAsync("draft_created")).Count;
        Assert.InRange(made, 3, Batch - 1);

        await rig.Truth.ClearFaultsAsync();
        await pair.ResumeAsync(1);
        // What had been accepted goes on by itself; what was refused is pressed again.
        foreach (var (move, answer) in moves.Zip(answers).Where(pressedMove => pressedMove.Second.Status == 503))
        {
            var again = await pair.ExecuteAsync(move);
            Assert.True(again.Status is 200 or 202, $"{answer} and then {again}");
        }

        await pair.SucceedAsync(Batch);
        Assert.Equal((Batch, Batch), ((await rig.Truth.EffectsAsync("draft_created")).Count, (await rig.Truth.EffectsAsync("engagement_logged")).Count));
    }
}
