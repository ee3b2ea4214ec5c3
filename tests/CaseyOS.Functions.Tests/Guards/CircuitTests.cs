using CaseyOS.Core.Executions;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Tests.Execution;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseyOS.Functions.Tests.Guards;

public sealed class CircuitTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    [Fact]
    public async Task Execute_FiveOutagesInARow_RefusesTheSixthAtOnce()
    {
        var program = Another(also: ("Execution:Retries", "0"));
        await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", status = 503, times = -1 });
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal(ExecutionStatus.Failed, (await ExecuteAsync(await MoveAsync(entity: $"deal:{number}"), $"key {number}", program)).Status);
        }

        var request = await ConfirmAsync(await MoveAsync(entity: "deal:last"), "last", on: program);
        var asked = (await Sandbox.RequestsAsync()).Count(call => call.Method == "POST");

        var refusal = await Assert.ThrowsAsync<CircuitOpenException>(() => program.Executor.ExecuteAsync(request, Cancel));

        Assert.InRange(refusal.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal(asked, (await Sandbox.RequestsAsync()).Count(call => call.Method == "POST"));
        Assert.Equal("open", program.Get<HandlerCircuits>().State(program.Get<ActionHandlers>().For(ActionType.SendEmail)).State);
    }

    [Fact]
    public void Pass_AfterAMinute_LetsOneTryAndClosesOnItsSuccess()
    {
        var (clock, handler, circuits) = Opened();
        Assert.Throws<CircuitOpenException>(() => circuits.Pass(handler));
        clock.Advance(TimeSpan.FromSeconds(60));
        circuits.Pass(handler);
        Assert.Throws<CircuitOpenException>(() => circuits.Pass(handler));
        circuits.Report(handler, ServiceState.Down);
        Assert.Throws<CircuitOpenException>(() => circuits.Pass(handler));
        clock.Advance(TimeSpan.FromSeconds(60));
        circuits.Pass(handler);
        circuits.Report(handler, ServiceState.Answered);
        circuits.Pass(handler);
        circuits.Pass(handler);

        Assert.Equal("closed", circuits.State(handler).State);
    }

    [Fact]
    public void Pass_ProbeThatAskedNobody_LeavesTheTryToTheNext()
    {
        var (clock, handler, circuits) = Opened();
        clock.Advance(TimeSpan.FromSeconds(60));
        circuits.Pass(handler);

        circuits.Report(handler, ServiceState.NotAsked);

        Assert.Equal("half_open", circuits.State(handler).State);
        circuits.Pass(handler);
        Assert.Throws<CircuitOpenException>(() => circuits.Pass(handler));
    }

    [Fact]
    public async Task Execute_RefusedForAReason_ShowsThatTheServiceIsWell()
    {
        var program = Another(also: ("Execution:Retries", "0"));
        await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", status = 503, times = 2 });
        await ExecuteAsync(await MoveAsync(entity: "deal:1"), "one", program);
        await ExecuteAsync(await MoveAsync(entity: "deal:2"), "two", program);
        Assert.Equal(2, State(program).Failures);

        await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", status = 400 });
        Assert.Equal(ExecutionStatus.Failed, (await ExecuteAsync(await MoveAsync(entity: "deal:3"), "three", program)).Status);

        Assert.Equal((0, "closed"), (State(program).Failures, State(program).State));
    }

    [Fact]
    public async Task Execute_ProbeThatFindsALimitReached_LeavesTheTryToTheNext()
    {
        var clock = new ShiftedClock();
        var program = Another(configure: services => services.AddSingleton<TimeProvider>(clock), also: [("Execution:Retries", "0"), ("Limits:MailsPerHour", "1")]);
        var (circuits, handler) = (program.Get<HandlerCircuits>(), program.Get<ActionHandlers>().For(ActionType.SendEmail));
        await ExecuteAsync(await MoveAsync(entity: "deal:1"), "one", program);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            circuits.Report(handler, ServiceState.Down);
        }

        clock.Advance(TimeSpan.FromSeconds(61));
        var request = await ConfirmAsync(await MoveAsync(entity: "deal:2"), "two", on: program);
        await Assert.ThrowsAsync<RateLimitedException>(() => program.Executor.ExecuteAsync(request, Cancel));

        Assert.Equal("half_open", State(program).State);
        circuits.Pass(handler);
    }

    private static CircuitState State(Instance program) => program.Get<HandlerCircuits>().State(program.Get<ActionHandlers>().For(ActionType.SendEmail));

    private (FakeTimeProvider Clock, IActionHandler Handler, HandlerCircuits Circuits) Opened()
    {
        var (clock, handler) = (new FakeTimeProvider(), Program.Get<ActionHandlers>().For(ActionType.SendEmail));
        var circuits = new HandlerCircuits(clock, NullLogger<HandlerCircuits>.Instance);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            circuits.Pass(handler);
            circuits.Report(handler, ServiceState.Down);
        }

        return (clock, handler, circuits);
    }
}
