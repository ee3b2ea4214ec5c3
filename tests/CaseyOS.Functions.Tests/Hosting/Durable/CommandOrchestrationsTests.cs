using System.Net;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Functions.Hosting;
using CaseyOS.Functions.Hosting.Durable;
using CaseyOS.Testing;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

public sealed class CommandOrchestrationsTests(AzuriteFixture azurite)
{
    private const string Base = "/runtime/webhooks/durabletask";
    private const string Query = $"?{ExtensionApi.Key}";

    [Fact]
    public async Task Start_Unknown_StartsUnderTheIdWithTheInput()
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        var id = await api.Client.ScheduleNewOrchestrationInstanceAsync("Watch", new { ItemId = "i1" }, new("watch-1"));
        api.Answer(404, 202);

        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(await TakeAsync(storage)));

        Assert.Equal("watch-1", id);
        Assert.Equal(
            [$"GET {Base}/instances/watch-1{Query}", $"POST {Base}/orchestrators/Watch/watch-1{Query} {{\"item_id\":\"i1\"}}"],
            api.Requests);
    }

    // The extension would run it once more, also when it runs or has finished.
    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public async Task Start_KnownInstance_IsNoSecondRun(int status)
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        await api.Client.ScheduleNewOrchestrationInstanceAsync("Watch", null, new("watch-1"));
        api.Answer(status);

        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(await TakeAsync(storage)));

        Assert.Equal([$"GET {Base}/instances/watch-1{Query}"], api.Requests);
    }

    [Fact]
    public async Task Raise_BeforeTheStart_ComesAgainLaterAndIsDelivered()
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        await api.Client.RaiseEventAsync("watch-1", "Outcome", new { Outcome = "email_replied" });
        api.Answer(404, 202);

        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(await TakeAsync(storage)));
        Assert.Empty((await Queue(storage).PeekMessagesAsync(32)).Value); // hidden for a while
        var again = await TakeAsync(storage);
        Assert.Equal(1, OrchestrationCommand.Decode(again).Attempt);
        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(again));

        var raise = $"POST {Base}/instances/watch-1/raiseEvent/Outcome{Query} {{\"outcome\":\"email_replied\"}}";
        Assert.Equal([raise, raise], api.Requests);
        Assert.Equal(0, await CountAsync(storage));
    }

    [Fact]
    public async Task Raise_FinishedInstance_IsLoggedAndForgotten()
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        await api.Client.RaiseEventAsync("watch-1", "Outcome");
        api.Answer(410);

        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(await TakeAsync(storage)));

        Assert.Contains(api.Lines, line => line.Contains("Raise of orchestration watch-1", StringComparison.Ordinal) && line.Contains("410", StringComparison.Ordinal));
        Assert.Equal(0, await CountAsync(storage));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Command_ExtensionNotWell_IsPutBack(int status)
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        await api.Client.TerminateInstanceAsync("watch-1", "not needed");
        api.Answer(status, 202);

        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(await TakeAsync(storage)));
        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(await TakeAsync(storage)));

        Assert.Equal($"POST {Base}/instances/watch-1/terminate?reason=%22not%20needed%22&{ExtensionApi.Key}", api.Requests.Last());
        Assert.Equal(0, await CountAsync(storage));
    }

    [Fact]
    public async Task Command_ExtensionNotThere_IsPutBack()
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        await api.Client.RaiseEventAsync("watch-1", "Outcome");

        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(await TakeAsync(storage), new Uri($"http://127.0.0.1:{CaseyOS.Testing.Programs.FreePorts.One()}")));

        Assert.Equal(1, await CountAsync(storage));
    }

    // The host's five tries, then the poison queue: somebody has to look.
    [Theory]
    [InlineData(401, 0)]
    [InlineData(400, 0)]
    [InlineData(404, OrchestrationCommand.MaxAttempts)]
    public async Task Command_RefusedOrTooOften_FailsTheFunction(int status, int attempt)
    {
        var storage = await azurite.NewStorageAsync();
        await storage.CreateQueueAsync(OrchestrationCommand.Queue);
        await using var api = await ExtensionApi.StartAsync(storage);
        api.Answer(status);

        var answer = await api.CommandAsync(new OrchestrationCommand(OrchestrationCommandKind.Raise, "watch-1", "Outcome", Attempt: attempt).Encode());

        Assert.Equal(HttpStatusCode.InternalServerError, answer);
        Assert.Equal(0, await CountAsync(storage));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    public async Task Purge_ThereOrGone_IsDone(int status)
    {
        var storage = await azurite.NewStorageAsync();
        await using var api = await ExtensionApi.StartAsync(storage);
        await api.Client.PurgeInstanceAsync("watch-1");
        api.Answer(status);

        Assert.Equal(HttpStatusCode.OK, await api.CommandAsync(await TakeAsync(storage)));

        Assert.Equal([$"DELETE {Base}/instances/watch-1{Query}"], api.Requests);
    }

    [Fact]
    public async Task Key_WhateverHappens_IsInNoLogAndNoAnswer()
    {
        var storage = await azurite.NewStorageAsync();
        await storage.CreateQueueAsync(OrchestrationCommand.Queue);
        await using var api = await ExtensionApi.StartAsync(storage);
        var raise = new OrchestrationCommand(OrchestrationCommandKind.Raise, "watch-1", "Outcome").Encode();
        api.Answer(202, 404, 410, 500, 401);

        for (var call = 0; call < 5; call++)
        {
            await api.CommandAsync(raise);
        }

        await api.CommandAsync("{}");
        await api.CommandAsync(raise, new Uri($"http://127.0.0.1:{CaseyOS.Testing.Programs.FreePorts.One()}"));

        Assert.NotEmpty(api.Lines);
        Assert.DoesNotContain(api.Lines, line => line.Contains("SYSTEM-KEY", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("../x")]
    [InlineData("")]
    public async Task Client_IdThatIsNone_IsRefused(string id)
    {
        await using var api = await ExtensionApi.StartAsync(await azurite.NewStorageAsync());

        await Assert.ThrowsAsync<ValidationException>(() => api.Client.RaiseEventAsync(id, "Outcome"));
    }

    [Fact]
    public void Binding_AsSeenOnARealHost_HasAddressAndKey()
    {
        using var payload = JsonDocument.Parse(HostFixtures.Read("durable-client.json"));

        var binding = DurableClientBinding.Read(InvocationPayload.Data(payload, "client"));

        Assert.Equal("http://localhost:7093/runtime/webhooks/durabletask/instances/watch-1?code=SYSTEM-KEY", binding.Address("instances/watch-1").ToString());
    }

    [Fact]
    public void File_OfTheFunction_NamesQueueAndBindingsAsTheyAreRead()
    {
        var bindings = FunctionFiles.All.Single(function => function.Name == CommandOrchestrationsTrigger.Function).Bindings;

        Assert.Equal(["message", "client"], bindings.Select(binding => binding.GetProperty("name").GetString()));
        Assert.Equal(OrchestrationCommand.Queue, bindings[0].GetProperty("queueName").GetString());
    }

    private static QueueClient Queue(StorageAccount storage) => storage.Queues.GetQueueClient(OrchestrationCommand.Queue);

    private static async Task<int> CountAsync(StorageAccount storage) => (await Queue(storage).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    private static async Task<string> TakeAsync(StorageAccount storage)
    {
        string? taken = null;
        await Eventually.TrueAsync(
            async () =>
            {
                if ((await Queue(storage).ReceiveMessagesAsync(1)).Value is not [{ } message])
                {
                    return false;
                }

                await Queue(storage).DeleteMessageAsync(message.MessageId, message.PopReceipt);
                taken = message.MessageText;
                return true;
            },
            () => "There is no command in the queue.");
        return taken!;
    }
}
