using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Functions.Hosting.Durable;
using Google.Protobuf;
using Wire = CaseyOS.Functions.Hosting.Durable.Wire;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

public sealed class DurableProtocolTests
{
    private static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    // Written out by hand: a field number that were wrong in both directions would pass any test with our own types.
    [Fact]
    public void Write_Task_HasTheFieldNumbersOfTheContract() => Assert.Equal(
        "0A0169" + "120A" + "1208" + "0A0141" + "1A030A0131",
        Hex(DurableProtocol.Write("i", new([new ScheduleTask(0, "A", "1")], null))));

    [Fact]
    public void Write_TimerAndStatus_HaveTheFieldNumbersOfTheContract() => Assert.Equal(
        "0A0169" + "1208" + "0801" + "2204" + "0A02" + "0805" + "1A030A0132",
        Hex(DurableProtocol.Write("i", new([new CreateTimer(1, DateTime.UnixEpoch.AddSeconds(5))], "2"))));

    [Fact]
    public void Write_Failure_HasTheFieldNumbersOfTheContract() => Assert.Equal(
        "0A0169" + "1218" + "0802" + "3214" + "0803" + "3210" + "0A0154" + "12014D" + "22060A014912014A" + "2801",
        Hex(DurableProtocol.Write("i", new([new CompleteOrchestration(2, OrchestrationRuntimeStatus.Failed, null, new("T", "M", null, new("I", "J"), true))], null))));

    [Fact]
    public void Write_CarryOver_GoesWithTheNewRun()
    {
        var end = new CompleteOrchestration(3, OrchestrationRuntimeStatus.ContinuedAsNew, "{}", CarryoverEvents: [new EventRaised(Noon, "later", "5")]);

        var action = Assert.Single(Response(DurableProtocol.Write("i", new([end], null))).Actions);

        Assert.Equal((3, Wire.OrchestrationStatus.ContinuedAsNew, "{}"), (action.Id, action.CompleteOrchestration.OrchestrationStatus, action.CompleteOrchestration.Result));
        var carried = Assert.Single(action.CompleteOrchestration.CarryoverEvents);
        Assert.Equal(("later", "5", Noon), (carried.EventRaised.Name, carried.EventRaised.Input, carried.Timestamp.ToDateTime()));
    }

    [Fact]
    public void Read_FirstTask_HasIdZeroAndNeedsNoInput()
    {
        var history = new WireHistory("Orch", "{}").Start();
        history.Then([history.New(task => task.TaskScheduled = new() { Name = "SayHello" }, eventId: 0)]);

        var turn = DurableProtocol.Read(Convert.ToBase64String(history.Request.ToByteArray()));

        Assert.Equal((0, "SayHello"), turn.Past.OfType<TaskScheduled>().Select(task => (task.Id, task.Name)).Single());
        Assert.Equal(["OrchestratorStarted", "ExecutionStarted", "TaskScheduled", "OrchestratorCompleted"], turn.Past.Select(happened => happened.GetType().Name));
        Assert.Equal(["OrchestratorStarted"], turn.New.Select(happened => happened.GetType().Name));
    }

    [Fact]
    public void Read_WhatMeansNothingToAReplay_IsSkipped()
    {
        var history = new WireHistory("Orch", null).Start();
        history.Turn(
            history.New(one => one.HistoryState = new()),
            history.New(one => one.GenericEvent = new()),
            history.New(one => one.ContinueAsNew = new()),
            history.New(one => one.EventSent = new() { Name = "x" }),
            history.New(one => one.ExecutionCompleted = new() { Status = Wire.OrchestrationStatus.Completed }),
            history.New(_ => { }), // a kind that we do not know
            history.New(one => one.EventRaised = new() { Name = "go" }));

        var turn = DurableProtocol.Read(Convert.ToBase64String(history.Request.ToByteArray()));

        Assert.Equal(["OrchestratorStarted", "ExecutionStarted", "OrchestratorStarted", "EventRaised"], turn.New.Select(happened => happened.GetType().Name));
    }

    [Fact]
    public void Read_TaskFailedWithNestedDetails_KeepsThemAll()
    {
        var history = new WireHistory("Orch", null).Start();
        var details = new Wire.TaskFailureDetails { ErrorType = "A", ErrorMessage = "a", StackTrace = "at", IsNonRetriable = true, InnerFailure = new() { ErrorType = "B", ErrorMessage = "b", InnerFailure = new() { ErrorType = "C", ErrorMessage = "c" } } };
        history.Turn(history.New(one => one.TaskFailed = new() { TaskScheduledId = 4, FailureDetails = details }));

        var failed = DurableProtocol.Read(Convert.ToBase64String(history.Request.ToByteArray())).New.OfType<TaskFailed>().Single();

        Assert.Equal(4, failed.TaskScheduledId);
        Assert.Equal(new TaskFailureDetails("A", "a", "at", new("B", "b", null, new("C", "c")), true), failed.Failure);
    }

    private static Wire.OrchestratorResponse Response(string base64) => Wire.OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(base64));

    private static string Hex(string base64) => Convert.ToHexString(Convert.FromBase64String(base64));
}
