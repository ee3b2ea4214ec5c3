using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Testing.Orchestration;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Tests.Orchestration;

/// <summary>What only shows in a single turn's actions. What orchestrations do in all is in <see cref="OrchestrationSuite"/>.</summary>
public sealed class OrchestrationExecutorTests
{
    [Fact]
    public void Activity_Completes_ItsResultIsTheOrchestrations()
    {
        var hub = Run(context => context.CallActivityAsync<string>("SayHello", "Casey"));
        Assert.Equal([new ScheduleTask(0, "SayHello", "\"Casey\"")], hub.Last.Actions);
        hub.Complete(0, "\"Hello Casey\"").Turn();
        Assert.Equal(new CompleteOrchestration(1, OrchestrationRuntimeStatus.Completed, "\"Hello Casey\""), hub.End);
    }

    [Fact]
    public void Activity_FailsWithPolicy_IsTriedAgainAfterGrowingPauses()
    {
        var policy = new TaskOptions(new RetryPolicy(3, TimeSpan.FromSeconds(10), 2));
        var hub = Run(context => context.CallActivityAsync<string>("SayHello", options: policy)).Fail(0, "once").Turn();
        Assert.Equal(hub.Now.AddSeconds(10), Assert.IsType<CreateTimer>(Assert.Single(hub.Last.Actions)).FireAt);
        hub.Fire(1).Turn().Fail(2, "twice").Turn();
        Assert.Equal(hub.Now.AddSeconds(20), Assert.IsType<CreateTimer>(Assert.Single(hub.Last.Actions)).FireAt);
        hub.Fire(3).Turn().Complete(4, "\"at last\"").Turn();
        Assert.Equal("\"at last\"", hub.End!.Result);
    }

    [Fact]
    public void WhenAll_OverActivities_WaitsForAllInAnyOrder()
    {
        var hub = Run(async context => string.Concat(await Task.WhenAll(Enumerable.Range(0, 3).Select(n => context.CallActivityAsync<string>("Part", n)))));
        hub.Complete(2, "\"c\"").Turn().Complete(0, "\"a\"").Turn();
        Assert.Null(hub.End);
        Assert.Equal("\"abc\"", hub.Complete(1, "\"b\"").Turn().End!.Result);
    }

    [Fact]
    public void Result_DeliveredTwice_CountsOnce()
    {
        var hub = Run(async context => await context.CallActivityAsync<string>("A") + await context.CallActivityAsync<string>("B"));
        hub.Complete(0, "\"a\"").Complete(0, "\"again\"").Turn().Complete(1, "\"b\"").Turn();
        Assert.Equal("\"ab\"", hub.End!.Result);
    }

    [Fact]
    public void CustomStatus_SetOnce_IsInEveryLaterTurn()
    {
        var hub = Run(async context =>
        {
            context.SetCustomStatus("waiting");
            return await context.CallActivityAsync<string>("A") + await context.CallActivityAsync<string>("B");
        });
        Assert.Equal("\"waiting\"", hub.Last.CustomStatus);
        Assert.Equal("\"waiting\"", hub.Complete(0, "\"a\"").Turn().Last.CustomStatus);
    }

    [Fact]
    public void ReplaySafeLogger_OverThreeTurns_WritesEachLineOnce()
    {
        var lines = new List<string>();
        var hub = Run(async context =>
        {
            var logger = context.CreateReplaySafeLogger(new ListLogger(lines));
            logger.LogInformation("started");
            await context.CallActivityAsync("A");
            logger.LogInformation("half");
            await context.CallActivityAsync("B");
            return "";
        });
        hub.Complete(0, null).Turn().Complete(1, null).Turn();
        Assert.Equal(["started", "half"], lines);
    }

    [Theory]
    [InlineData("B", "history has nothing there|History has activity 'A' as action #0, but orchestrator 'Model' decided activity 'B'.")]
    [InlineData(null, "History has activity 'A' as action #0, but orchestrator 'Model' did nothing there.")]
    public void ChangedCode_AgainstItsHistory_FailsNamingBothSides(string? now, string expected)
    {
        var changed = false;
        var hub = Run(async context => !changed ? await context.CallActivityAsync<string>("A")
            : now is null ? await context.WaitForExternalEvent<string>("E") : await context.CallActivityAsync<string>(now));
        changed = true;
        var failure = hub.Complete(0, "\"a\"").Turn().End!.Failure!;
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, failure.ErrorType);
        Assert.Equal(expected.Split('|')[^1], failure.ErrorMessage);
    }

    [Fact]
    public void AddedStep_AgainstItsHistory_FailsNamingTheStep()
    {
        var added = false;
        var hub = Run(async context =>
        {
            var first = context.CallActivityAsync<string>("A");
            var second = added ? context.CallActivityAsync<string>("B") : Task.FromResult("");
            return await first + await second;
        });
        added = true;
        Assert.Equal(
            "Orchestrator 'Model' decided activity 'B' as action #1, but history has nothing there.",
            hub.Complete(0, "\"a\"").Turn().End!.Failure!.ErrorMessage);
    }

    private static ModelHub Run(Func<TaskOrchestrationContext, Task<string>> run) => new ModelHub(() => new InlineOrchestrator(run)).Start();

    private sealed class ListLogger(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}
