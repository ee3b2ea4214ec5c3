using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;
using static CaseyOS.Core.Storage.Tables.TableTransactionActionType;

namespace CaseyOS.Functions.Tests.Storage;

/// <summary>The answer gets lost after the effect: nobody may act twice or be told of a conflict with himself.</summary>
public sealed class LostAnswerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly StorageRoundTrips trips = new();
    private CuttingProxy proxy = null!;
    private StorageAccount storage = null!;
    private TableClient table = null!;
    private QueueClient queue = null!;

    public async ValueTask InitializeAsync()
    {
        storage = await azurite.NewStorageAsync();
        table = await storage.CreateTableAsync();
        queue = await storage.CreateQueueAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
        }
    }

    [Fact]
    public async Task AddEntity_AnswerLostOnAKeptConnection_IsNotRepeatedAndSaysThatItMayHaveHappened()
    {
        var cut = TableThroughProxy();
        await cut.GetEntityIfExistsAsync<TableEntity>("p", "r");
        proxy.CutNext(Cut.Answer);
        using var sent = trips.Record();

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => cut.AddEntityAsync(new TableEntity("p", "r")));

        Assert.True(error.MayHaveHappened);
        Assert.Equal(1, sent.Count);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Theory]
    [InlineData(Cut.Answer, true)]
    [InlineData(Cut.Request, false)]
    public async Task SubmitTransaction_ConnectionLost_IsNotRepeated(Cut kind, bool happened)
    {
        var cut = TableThroughProxy();
        proxy.CutNext(kind);
        using var sent = trips.Record();

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => cut.SubmitTransactionAsync([new(Add, new TableEntity("p", "r")), new(UpsertMerge, new TableEntity("p", "version"))]));

        // From here the two cannot be told apart: the caller reads the row, whose key says whose it is.
        Assert.True(error.MayHaveHappened);
        Assert.Equal(1, sent.Count);
        Assert.Equal(happened, (await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task UpdateEntity_GivenVersionAnswerLost_IsNotReportedAsConflict()
    {
        var version = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        var cut = TableThroughProxy();
        proxy.CutNext(Cut.Answer);

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => cut.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, version));

        Assert.True(error.MayHaveHappened);
        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("N"));
    }

    [Fact]
    public async Task IdempotentOperations_AnswersLost_AreRepeatedAndSucceed()
    {
        var version = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        var cut = TableThroughProxy();

        await WithLossAsync(() => cut.GetEntityAsync<TableEntity>("p", "r"));
        await WithLossAsync(() => cut.DeleteEntityAsync("p", "r", version));
        await WithLossAsync(() => cut.UpsertEntityAsync(new TableEntity("p", "s")));
        await WithLossAsync(() => cut.UpdateEntityAsync(new TableEntity("p", "s") { ["N"] = 1 }, ETag.All));
        await WithLossAsync(() => cut.CreateIfNotExistsAsync());
        await WithLossAsync(() => cut.QueryAsync<TableEntity>().ToListAsync().AsTask());

        var row = Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
        Assert.Equal(("s", 1), (row.RowKey, row.GetInt32("N")));
    }

    [Fact]
    public async Task SendMessage_AnswerLost_IsNotSentTwice()
    {
        var cut = QueueThroughProxy();
        proxy.CutNext(Cut.Answer);

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => cut.SendMessageAsync("once"));

        Assert.True(error.MayHaveHappened);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task DeleteMessage_AnswerLost_SucceedsThoughTheMessageIsGoneAlready()
    {
        await queue.SendMessageAsync("work");
        var message = Assert.Single((await queue.ReceiveMessagesAsync()).Value);
        var cut = QueueThroughProxy();

        await WithLossAsync(() => cut.DeleteMessageAsync(message.MessageId, message.PopReceipt));

        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData(null)]
    public async Task UpdateMessage_AnswerLostOnAKeptConnection_IsNotRepeated(string? text)
    {
        await queue.SendMessageAsync("work");
        var message = Assert.Single((await queue.ReceiveMessagesAsync()).Value);
        var cut = QueueThroughProxy();
        await cut.GetPropertiesAsync();
        var before = proxy.Requests;
        proxy.CutNext(Cut.Answer);

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => cut.UpdateMessageAsync(message.MessageId, message.PopReceipt, text, TimeSpan.FromMinutes(1)));

        Assert.True(error.MayHaveHappened);
        Assert.InRange(proxy.Requests - before, 1, 2); // head and body may arrive in two pieces
    }

    [Fact]
    public async Task AnyOperation_StorageDown_IsUnavailableAndSurelyDidNotHappen()
    {
        var cut = TableThroughProxy();
        await proxy.DisposeAsync();
        proxy = null!;

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => cut.AddEntityAsync(new TableEntity("p", "r")));

        Assert.False(error.MayHaveHappened);
        Assert.Contains("did not answer", error.Message, StringComparison.Ordinal);
        Assert.True(trips.Total > 1, "a request that was never sent may be tried again");
    }

    // Counted in the proxy, because the HTTP stack repeats some requests by itself.
    private async Task WithLossAsync(Func<Task> operation)
    {
        var before = proxy.Requests;
        proxy.CutNext(Cut.Answer);
        await operation();
        Assert.Equal(2, proxy.Requests - before);
    }

    private TableClient TableThroughProxy()
    {
        proxy = CuttingProxy.Before(storage.Tables.Uri.Port);
        return new TableServiceClient(storage.ConnectionStringThrough(proxy), new() { RoundTrips = trips }).GetTableClient(table.Name);
    }

    private QueueClient QueueThroughProxy()
    {
        proxy = CuttingProxy.Before(storage.Queues.Uri.Port);
        return new QueueServiceClient(storage.ConnectionStringThrough(proxy), new() { RoundTrips = trips, MessageEncoding = QueueMessageEncoding.Base64 })
            .GetQueueClient(queue.Name);
    }
}
