using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Testing.Orchestration;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Tests.Orchestration;

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
    public void Activity_FailsWithoutPolicy_TheOrchestrationFailsWithItsReason()
    {
        var hub = Run(context => context.CallActivityAsync<string>("SayHello")).Fail(0, "no voice").Turn();
        Assert.Equal(OrchestrationRuntimeStatus.Failed, hub.End!.Status);
        Assert.Equal("Task 'SayHello' (#0) failed: no voice", hub.End.Failure!.ErrorMessage);
        Assert.Equal("no voice", hub.End.Failure.InnerFailure!.ErrorMessage);
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
    public void Activity_FailsForGood_IsNotTriedAgain()
    {
        var policy = new TaskOptions(new RetryPolicy(3, TimeSpan.FromSeconds(10)));
        var hub = Run(context => context.CallActivityAsync<string>("SayHello", options: policy)).Fail(0, "never", forGood: true).Turn();
        Assert.Equal(OrchestrationRuntimeStatus.Failed, hub.End!.Status);
    }

    [Fact]
    public void Event_ComesBeforeItIsWaitedFor_IsNotLostAndItsNameMayDifferInCase()
    {
        var hub = Run(async context => await context.CallActivityAsync<string>("First") + await context.WaitForExternalEvent<string>("Outcome"));
        hub.Raise("OUTCOME", "\"reply\"").Turn().Complete(0, "\"a\"").Turn();
        Assert.Equal("\"areply\"", hub.End!.Result);
    }

    [Fact]
    public void Events_OfOneName_AreHeardInTheirOrder()
    {
        var hub = Run(async context => await context.WaitForExternalEvent<string>("E") + await context.WaitForExternalEvent<string>("E"));
        hub.Raise("E", "\"1\"").Raise("E", "\"2\"").Turn();
        Assert.Equal("\"12\"", hub.End!.Result);
    }

    [Theory]
    [InlineData(true, "\"reply\"")]
    [InlineData(false, "\"no response\"")]
    public void WhenAny_EventOrTimer_TheFirstDecides(bool answered, string expected)
    {
        var hub = Run(WatchAsync);
        _ = answered ? hub.Raise("Outcome", "\"reply\"") : hub.Fire(0);
        Assert.Equal(expected, hub.Turn().End!.Result);
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
    public void ContinueAsNew_WithUnheardEvents_CarriesThemOver()
    {
        var hub = Run(async context =>
        {
            await context.CallActivityAsync("A");
            context.ContinueAsNew("next");
            return "unused";
        });
        hub.Raise("Late", "1").Complete(0, null).Turn();
        Assert.Equal(OrchestrationRuntimeStatus.ContinuedAsNew, hub.End!.Status);
        Assert.Equal("\"next\"", hub.End.Result);
        Assert.Equal("Late", Assert.Single(hub.End.CarryoverEvents!).Name);
    }

    [Fact]
    public void Terminate_WhileWaiting_EndsWithTheGivenOutput()
    {
        var hub = Run(context => context.WaitForExternalEvent<string>("Never"));
        hub.Arrive(new ExecutionTerminated(hub.Now, "\"enough\"")).Turn();
        Assert.Equal(new CompleteOrchestration(0, OrchestrationRuntimeStatus.Terminated, "\"enough\""), hub.End);
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
    public void NewGuid_Replayed_IsTheSameAndDiffersWithinTheRun()
    {
        var hub = Run(async context =>
        {
            var first = context.NewGuid();
            await context.CallActivityAsync("A", first);
            return $"{first} {context.NewGuid()}";
        });
        var first = Assert.IsType<ScheduleTask>(hub.Last.Actions[0]).Input!.Trim('"');
        var both = hub.Complete(0, null).Turn().End!.Result!.Trim('"').Split(' ');
        Assert.Equal(first, both[0]);
        Assert.NotEqual(both[0], both[1]);
    }

    [Fact]
    public void CurrentUtcDateTime_AfterATimer_IsNotBeforeItsTime()
    {
        var hub = Run(async context =>
        {
            var due = context.CurrentUtcDateTime.AddHours(1);
            await context.CreateTimer(due, CancellationToken.None);
            return context.CurrentUtcDateTime >= due ? "on time" : "early";
        });
        Assert.Equal("\"on time\"", hub.Fire(0).Turn().End!.Result);
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

    [Fact]
    public void Await_OnSomethingElse_IsRefusedWithAdvice()
    {
        var never = new TaskCompletionSource<string>();
        var hub = Run(_ => never.Task);
        Assert.Contains("do everything else in an activity", hub.End!.Failure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Context_UsedOnAnotherThread_IsRefused()
    {
        var hub = Run(async context =>
        {
            await Task.Run(() => context.CallActivityAsync("A"));
            return "";
        });
        Assert.Equal(OrchestrationRuntimeStatus.Failed, hub.End!.Status);
    }

    [Fact]
    public void Orchestrator_ThrowsAtOnce_FailsAsAnyFailure()
    {
        var hub = Run(_ => throw new InvalidOperationException("at once"));
        Assert.Equal("at once", hub.End!.Failure!.ErrorMessage);
    }

    private static async Task<string> WatchAsync(TaskOrchestrationContext context)
    {
        using var window = new CancellationTokenSource();
        var outcome = context.WaitForExternalEvent<string>("Outcome");
        var expiry = context.CreateTimer(TimeSpan.FromHours(72), window.Token);
        if (await Task.WhenAny(outcome, expiry) == expiry)
        {
            return "no response";
        }

        window.Cancel();
        return await outcome;
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
