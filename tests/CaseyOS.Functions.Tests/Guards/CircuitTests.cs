using CaseyOS.Core.Executions;
using CaseyOS.Core.Guards;
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
        Assert.Equal("open", program.Get<HandlerCircuits>().State(program.Get<ActionHandlers>().For(CaseyOS.Core.Queue.ActionType.SendEmail)).State);
    }

    [Fact]
    public void Pass_AfterAMinute_LetsOneTryAndClosesOnItsSuccess()
    {
        var (clock, handler) = (new FakeTimeProvider(), Program.Get<ActionHandlers>().For(CaseyOS.Core.Queue.ActionType.SendEmail));
        var circuits = new HandlerCircuits(clock, NullLogger<HandlerCircuits>.Instance);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            circuits.Pass(handler);
            circuits.Failed(handler);
        }

        Assert.Throws<CircuitOpenException>(() => circuits.Pass(handler));
        clock.Advance(TimeSpan.FromSeconds(60));
        circuits.Pass(handler);
        Assert.Throws<CircuitOpenException>(() => circuits.Pass(handler));
        circuits.Failed(handler);
        Assert.Throws<CircuitOpenException>(() => circuits.Pass(handler));
        clock.Advance(TimeSpan.FromSeconds(60));
        circuits.Pass(handler);
        circuits.Succeeded(handler);
        circuits.Pass(handler);
        circuits.Pass(handler);

        Assert.Equal("closed", circuits.State(handler).State);
    }

    [Fact]
    public async Task Execute_RefusedForAReason_IsNoFailureOfTheHandler()
    {
        var program = Another();
        await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", status = 400 });

        await ExecuteAsync(await MoveAsync(), "key", program);

        Assert.Equal(0, program.Get<HandlerCircuits>().State(program.Get<ActionHandlers>().For(CaseyOS.Core.Queue.ActionType.SendEmail)).Failures);
    }
}
