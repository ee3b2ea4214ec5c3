using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Core.Orchestration;
using CaseyOS.Testing.Orchestration;
using Wire = CaseyOS.Functions.Hosting.Durable.Wire;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

public sealed class DurableCallTests
{
    private const string Input = """{"item":"x"}""";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Data":{"context":"\"no base64!\""}}""")]
    [InlineData("""{"Data":{"context":"\"/////w==\""}}""")]
    public async Task Orchestration_BrokenCall_FailsTheInstanceInWords(string body)
    {
        await using var host = await StartAsync();

        AssertFailed(await host.TurnAsync("Orch", body), "");
    }

    [Fact]
    public async Task Orchestration_SubOrchestrationInHistory_FailsTheInstanceInWords()
    {
        await using var host = await StartAsync();
        var history = new WireHistory("Orch", Input).Start();
        history.Turn(history.New(one => one.SubOrchestrationInstanceCreated = new() { Name = "Other", InstanceId = "two" }));

        var answer = await host.TurnAsync("Orch", history.Request);

        Assert.Equal("one", answer.InstanceId);
        AssertFailed(answer, "SubOrchestrationInstanceCreated");
    }

    [Fact]
    public async Task Orchestration_Suspended_FailsTheInstanceInWords()
    {
        await using var host = await StartAsync();
        var history = new WireHistory("Orch", Input).Start();
        history.Turn(history.New(one => one.ExecutionSuspended = new()));

        AssertFailed(await host.TurnAsync("Orch", history.Request), "suspend");
    }

    [Fact]
    public async Task Orchestration_TaskFailedByTheExtension_IsCaughtWithItsDetails()
    {
        await using var host = await StartAsync();
        var history = new WireHistory("Careful", Input).Start();
        var details = new Wire.TaskFailureDetails { ErrorType = "Gone", ErrorMessage = "no answer", InnerFailure = new() { ErrorMessage = "timeout" } };
        history.Then(
            [history.New(one => one.TaskScheduled = new() { Name = "SayHello" }, eventId: 0)],
            history.New(one => one.TaskFailed = new() { TaskScheduledId = 0, FailureDetails = details }));

        Assert.Equal("\"Gone: no answer / timeout / False\"", End(await host.TurnAsync("Careful", history.Request)).Result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"Data":{"input":"{}"}}""")]
    [InlineData("""{"Data":{"input":"\"{}\""},"Metadata":{"instanceId":"\"one\""}}""")]
    public async Task Activity_BrokenCall_IsAFailedTaskInWords(string body)
    {
        await using var host = await StartAsync();

        var failure = (await host.CallAsync("SayHello", body)).GetProperty("failure");

        Assert.NotEqual("", failure.GetProperty("error_message").GetString());
    }

    [Fact]
    public async Task Orchestration_TimerOfTenDays_ComesInHopsThatAQueueCanHold()
    {
        await using var host = await StartAsync();
        var history = new WireHistory("Patient", Input).Start();
        var begun = history.Request.NewEvents[0].Timestamp.ToDateTime();
        var first = Assert.Single((await host.TurnAsync("Patient", history.Request)).Actions);

        history.Wait(TimeSpan.FromDays(6));
        history.Then([history.New(one => one.TimerCreated = new() { FireAt = first.CreateTimer.FireAt }, first.Id)], history.New(one => one.TimerFired = new() { TimerId = first.Id }));
        var second = Assert.Single((await host.TurnAsync("Patient", history.Request)).Actions);

        history.Wait(TimeSpan.FromDays(4));
        history.Then([history.New(one => one.TimerCreated = new() { FireAt = second.CreateTimer.FireAt }, second.Id)], history.New(one => one.TimerFired = new() { TimerId = second.Id }));
        var end = End(await host.TurnAsync("Patient", history.Request));

        Assert.Equal((0, begun.AddDays(6)), (first.Id, first.CreateTimer.FireAt.ToDateTime()));
        Assert.Equal((1, begun.AddDays(10)), (second.Id, second.CreateTimer.FireAt.ToDateTime()));
        Assert.Equal("\"waited\"", end.Result);
    }

    [Theory]
    [InlineData("Orch")]
    [InlineData("SayHello")]
    public async Task Function_CalledFromOutside_IsNotThere(string function)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, function) { Content = new StringContent("{}") };
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<DurableHost> StartAsync() =>
        DurableHost.StartAsync(services => services.AddOrchestrator<Orch>().AddOrchestrator<Careful>().AddOrchestrator<Patient>().AddActivity<SayHello>());

    private static Wire.CompleteOrchestrationAction End(Wire.OrchestratorResponse answer) => Assert.Single(answer.Actions).CompleteOrchestration;

    private static void AssertFailed(Wire.OrchestratorResponse answer, string word)
    {
        var end = End(answer);
        Assert.Equal(Wire.OrchestrationStatus.Failed, end.OrchestrationStatus);
        Assert.NotEqual("", end.FailureDetails.ErrorType);
        Assert.Contains(word, end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }
}
