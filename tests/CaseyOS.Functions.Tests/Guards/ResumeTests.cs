using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Orchestration;
using CaseyOS.Functions.Tests.Execution.Delivery;
using CaseyOS.Functions.Tests.Execution.Watching;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>What the emergency stop held goes on as soon as it is lifted.</summary>
public sealed class ResumeTests(SandboxFixture sandbox, AzuriteFixture azurite) : SendTest(sandbox, azurite)
{
    private readonly SandboxFixture sandbox = sandbox;
    private readonly AzuriteFixture azurite = azurite;

    [Fact]
    public async Task Resume_MailHeldLongBeyondItsTime_GoesOutAtOnce()
    {
        await using var rig = await WatchApp.StartAsync(azurite, sandbox);
        var held = (await rig.HoldAsync("ada@resume.example")).GetProperty("id").GetString()!;
        await rig.PostAsync("api/admin/actions/stop", new { reason = "Wrong list" });
        // So long that the orchestration now looks every five minutes only.
        await rig.PassAsync(TimeSpan.FromMinutes(50));
        await Eventually.TrueAsync(
            async () => (await rig.GetAsync($"api/executions/{held}")).GetProperty("error").GetString() is not null, () => "It does not say that it is held.", TimeSpan.FromSeconds(60));
        Assert.Empty(await sandbox.Client.EffectsAsync("mail_sent"));

        await rig.PostAsync("api/admin/actions/resume");

        await rig.BecomesAsync(held, "succeeded");
        Assert.Single(await sandbox.Client.EffectsAsync("mail_sent"));
    }

    [Fact]
    public async Task Resume_WakesWhatIsUnderWayAndNobodyElse()
    {
        await ExecuteAsync(await MoveAsync(entity: "deal:done"), "done");
        var held = await HoldAsync(await MoveAsync(entity: "deal:held"), overrides: new(SecondMail: true));
        var full = Another(also: ("Limits:MailsPerHour", "1"));
        var request = await ConfirmAsync(await MoveAsync(entity: "deal:queued"), "queued", on: full) with { WhenLimited = WhenLimited.Queue };
        var queued = Assert.IsType<ExecuteAnswer.GoesOn>(await full.Executor.ExecuteAsync(request, Cancel)).Execution;
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, null, Cancel);
        var client = new WakingTaskClient();

        await Another(configure: services => services.AddSingleton<DurableTaskClient>(client)).Get<Resumption>().RunAsync(Casey.Email, Cancel);

        Assert.Equal([held.Id.ToString(), queued.Id.ToString()], client.Woken.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Resume_OnAnInstanceThatRemembersTheStop_IsNoticedByWhoeverWasWoken()
    {
        var held = await HoldAsync();
        var (clock, fake) = (new ShiftedClock(), new FakeTimeProvider());
        clock.Advance(AfterTheHold);
        var other = Another(configure: services => services.AddSingleton<TimeProvider>(clock).AddSingleton(provider => ActivatorUtilities.CreateInstance<ActionSwitch>(provider, fake)));
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, null, Cancel);
        await other.RunAsync<PerformExecution>(held);
        Assert.Equal(ExecutionStatus.Holding, (await StoredAsync(held)).Status);

        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        // Its own clock has not moved: it still remembers.
        Assert.NotNull(await other.Get<ActionSwitch>().FindStopAsync(Cancel));
        await other.RunAsync<PerformExecution>(held);

        Assert.Equal((ExecutionStatus.Succeeded, 1), ((await StoredAsync(held)).Status, await SentAsync()));
    }
}
