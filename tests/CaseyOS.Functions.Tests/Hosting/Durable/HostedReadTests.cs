using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Hosting;
using CaseyOS.Functions.Hosting.Durable;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

/// <summary>Instances as the Durable extension's HTTP API tells of them, with a key that only one function is ever given.</summary>
public sealed class HostedReadTests(AzuriteFixture azurite)
{
    private const string Base = "/runtime/webhooks/durabletask";

    [Fact]
    public async Task Read_NothingKnownYet_SaysSoAndAsksTheHost()
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);

        var error = await Assert.ThrowsAsync<ConflictException>(() => api.Client.GetInstanceAsync("ingest-1"));
        await Assert.ThrowsAsync<ConflictException>(() => api.Client.GetInstanceAsync("ingest-1"));

        Assert.Equal("orchestrations_unknown", error.Code);
        Assert.Equal(TimeSpan.FromSeconds(5), error.RetryAfter);
        var asked = Assert.Single((await storage.Queues.GetQueueClient(OrchestrationCommand.Queue).ReceiveMessagesAsync(32)).Value);
        await api.CommandAsync(asked.MessageText);
        Assert.Empty(api.Requests); // the command does nothing

        api.Answer(200, Instance("ingest-1", "Completed"));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await api.Client.GetInstanceAsync("ingest-1"))!.RuntimeStatus);
    }

    [Fact]
    public async Task Read_ByAnotherInstanceOfTheProgram_FindsTheKeySealedInStorage()
    {
        var storage = await azurite.NewStorageAsync();
        await using var told = await ExtensionApi.StartAsync(storage);
        await told.CommandAsync(OrchestrationCommand.Hello.Encode());
        await using var other = await ExtensionApi.StartAsync(storage, told);
        told.Answer(202, Instance("ingest-1", "Running"));

        var found = await other.Client.GetInstanceAsync("ingest-1");

        Assert.Equal("Ingest", found!.Name);
        Assert.Equal([$"GET {Base}/instances/ingest-1?showInput=false&{ExtensionApi.Key}"], told.Requests);
        var row = await storage.Tables.GetTableClient(KeyRingRepository.Table).GetEntityAsync<TableEntity>("system", "durable-client");
        Assert.DoesNotContain("SYSTEM-KEY", JsonSerializer.Serialize(row.Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remember_TheSameAgain_CostsNothing()
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        await api.CommandAsync(OrchestrationCommand.Hello.Encode());

        using var recording = storage.RoundTrips.Record();
        await api.CommandAsync(OrchestrationCommand.Hello.Encode());

        Assert.Empty(recording.Trips);
    }

    [Fact]
    public async Task Instance_Failed_HasWhatTheExtensionSays()
    {
        await using var api = await KnownAsync();
        api.Answer(200, Instance("ingest-1", "Failed", output: "\"Orchestrator function 'Ingest' failed: no\""));

        var found = await api.Client.GetInstanceAsync("ingest-1", getInputsAndOutputs: true);

        Assert.Equal("Orchestrator function 'Ingest' failed: no", found!.FailureDetails!.ErrorMessage);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), found.CreatedAt);
        Assert.Equal("{\"job\":\"j1\"}", found.SerializedInput);
        Assert.Equal("{\"step\":1}", found.SerializedCustomStatus);
    }

    [Fact]
    public async Task Instance_None_IsNull()
    {
        await using var api = await KnownAsync();
        api.Answer(404, 404);

        Assert.Null(await api.Client.GetInstanceAsync("ingest-1"));
        Assert.Null(await api.Client.GetHistoryAsync("ingest-1"));
    }

    [Fact]
    public async Task History_WithOpenActivityAndTimer_SaysWhatItWaitsFor()
    {
        await using var api = await KnownAsync();
        api.Answer(202, Instance("ingest-1", "Running", history: """
            [{"EventType":"ExecutionStarted","FunctionName":"Ingest","Timestamp":"2026-11-20T10:00:00.1Z"},
             {"EventType":"TaskCompleted","FunctionName":"BeginIngest","ScheduledTime":"2026-11-20T10:00:00.2Z","Timestamp":"2026-11-20T10:00:00.9Z"},
             {"EventType":"TaskScheduled","FunctionName":"RunIngestSource","Timestamp":"2026-11-20T10:00:01Z"},
             {"EventType":"TimerCreated","FireAt":"2026-11-20T10:05:00Z","Timestamp":"2026-11-20T10:00:01Z"}]
            """));

        var history = await api.Client.GetHistoryAsync("ingest-1");

        Assert.Equal(
            [new(OrchestrationWaitKind.Activity, "RunIngestSource"), new(OrchestrationWaitKind.Timer, Until: new DateTimeOffset(2026, 11, 20, 10, 5, 0, TimeSpan.Zero))],
            history!.WaitsFor);
        Assert.Equal(["execution_started", "task_completed", "task_scheduled", "timer_created"], history.Events.Select(line => line.Kind));
        Assert.Contains("showHistory=true", api.Requests.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Running", OrchestrationWaitKind.Event)]
    [InlineData("Pending", OrchestrationWaitKind.Turn)]
    public async Task History_NothingOpen_WaitsForAnEventOrItsTurn(string status, OrchestrationWaitKind kind)
    {
        await using var api = await KnownAsync();
        api.Answer(202, Instance("watch-1", status, history: "[]"));

        Assert.Equal(kind, Assert.Single((await api.Client.GetHistoryAsync("watch-1"))!.WaitsFor).Kind);
    }

    [Fact]
    public async Task List_SeveralPages_HandsTheContinuationOn()
    {
        await using var api = await KnownAsync();
        api.Answer(200, $"[{Instance("a", "Running")},{Instance("b", "Failed")}]", next: "TOKEN-1");
        api.Answer(200, $"[{Instance("c", "Running")}]");

        List<string> ids = [];
        await foreach (var instance in api.Client.GetAllInstancesAsync(new([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed], "x")))
        {
            ids.Add(instance.InstanceId);
        }

        Assert.Equal(["a", "b", "c"], ids);
        var query = $"?top=100&showInput=false&instanceIdPrefix=x&runtimeStatus=Running,Failed&{ExtensionApi.Key}";
        Assert.Equal([$"GET {Base}/instances{query}", $"GET {Base}/instances{query} x-ms-continuation-token: TOKEN-1"], api.Requests);
    }

    [Fact]
    public async Task List_ContinuationThatIsNone_IsRefusedAsCursor()
    {
        await using var api = await KnownAsync();
        api.Answer(400);

        var error = await Assert.ThrowsAsync<ValidationException>(() => api.Client.ListInstancesAsync(new(), 10, "nonsense"));

        Assert.Contains("cursor", error.Errors.Keys);
    }

    [Fact]
    public async Task Wait_RunsThenEnds_AnswersTheEnd()
    {
        await using var api = await KnownAsync();
        api.Answer(202, Instance("ingest-1", "Running"));
        api.Answer(200, Instance("ingest-1", "Completed", output: "\"Succeeded\""));

        var ended = await api.Client.WaitForInstanceCompletionAsync("ingest-1");

        Assert.Equal("\"Succeeded\"", ended.SerializedOutput);
    }

    // Somebody renewed the extension's key: what was remembered is asked for again, once.
    [Fact]
    public async Task Read_KeyNoLongerValid_IsAskedForAgain()
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        await api.CommandAsync(OrchestrationCommand.Hello.Encode());
        api.Answer(401, 401);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => api.Client.GetInstanceAsync("ingest-1"));
        await Assert.ThrowsAsync<ConnectorException>(() => api.Client.GetInstanceAsync("ingest-1"));

        Assert.True(error.IsTransient);
        Assert.Equal(OrchestrationCommandKind.Hello, OrchestrationCommand.Decode(Assert.Single((await storage.Queues.GetQueueClient(OrchestrationCommand.Queue).ReceiveMessagesAsync(32)).Value).MessageText).Kind);
        Assert.DoesNotContain(api.Lines, line => line.Contains("SYSTEM-KEY", StringComparison.Ordinal));
    }

    private async Task<ExtensionApi> KnownAsync()
    {
        var api = await ExtensionApi.StartAsync(await azurite.NewStorageAsync());
        await api.CommandAsync(OrchestrationCommand.Hello.Encode());
        return api;
    }

    private static string Instance(string id, string status, string output = "null", string history = "null") => $$"""
        {"name":"Ingest","instanceId":"{{id}}","runtimeStatus":"{{status}}","input":{"job":"j1"},"customStatus":{"step":1},"output":{{output}},
         "createdTime":"2026-11-20T10:00:00Z","lastUpdatedTime":"2026-11-20T10:00:05Z","historyEvents":{{history}}}
        """;
}
