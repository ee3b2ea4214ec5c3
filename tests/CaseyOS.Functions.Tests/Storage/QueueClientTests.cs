using System.Globalization;
using Azure;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class QueueClientTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(QueueMessageEncoding.None, "{\"a\":\"<b> & ]]> Zoë 東京 🚚\"}")]
    [InlineData(QueueMessageEncoding.Base64, "{\"a\":\"<b> & Zoë 東京 🚚 \\u0000\"}\0\u0001")]
    [InlineData(QueueMessageEncoding.Base64, "")]
    public async Task SendAndReceive_AnyText_ComesBackTheSame(QueueMessageEncoding encoding, string text)
    {
        var queues = new QueueServiceClient(await azurite.NewAccountAsync(), new() { MessageEncoding = encoding });
        var queue = queues.GetQueueClient("things");
        await queue.CreateIfNotExistsAsync();

        var receipt = (await queue.SendMessageAsync(text)).Value;
        var peeked = Assert.Single((await queue.PeekMessagesAsync()).Value);
        var message = Assert.Single((await queue.ReceiveMessagesAsync()).Value);

        Assert.Equal((text, text), (message.MessageText, peeked.MessageText));
        Assert.Equal(receipt.MessageId, message.MessageId);
        Assert.Equal((0, 1), (peeked.DequeueCount, message.DequeueCount));
        Assert.True(message.ExpiresOn > new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero), "a message must not vanish by itself");
    }

    [Fact]
    public async Task Receive_HiddenMessage_ReappearsWithHigherCountAndVoidsTheOldReceipt()
    {
        var queue = await QueueAsync();
        await queue.SendMessageAsync("work");
        var first = Assert.Single((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value);
        Assert.Empty((await queue.ReceiveMessagesAsync()).Value);

        // Zero lets it reappear at once, as a consumer does with work that failed.
        await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        var second = Assert.Single((await queue.ReceiveMessagesAsync(1, TimeSpan.FromMinutes(5))).Value);

        Assert.Equal((first.MessageId, "work", 2), (second.MessageId, second.MessageText, second.DequeueCount));
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt));
        Assert.Equal((400, QueueErrorCode.PopReceiptMismatch), (error.Status, error.ErrorCode));
        await queue.DeleteMessageAsync(second.MessageId, second.PopReceipt);
        Assert.Equal(404, (await queue.DeleteMessageAsync(second.MessageId, second.PopReceipt)).Status);
    }

    [Fact]
    public async Task Update_NewTextAndTime_CarriesBothAndANewReceipt()
    {
        var queue = await QueueAsync();
        await queue.SendMessageAsync("try 1");
        var message = Assert.Single((await queue.ReceiveMessagesAsync()).Value);

        var updated = (await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, "try 2", TimeSpan.Zero)).Value;

        Assert.NotEqual(message.PopReceipt, updated.PopReceipt);
        Assert.Equal("try 2", Assert.Single((await queue.ReceiveMessagesAsync()).Value).MessageText);
    }

    [Fact]
    public async Task Send_WithDelay_IsInvisibleButCounted()
    {
        var queue = await QueueAsync();
        await queue.SendMessageAsync("later", visibilityTimeout: TimeSpan.FromDays(7));
        await queue.SendMessageAsync("now");

        Assert.Equal("now", Assert.Single((await queue.ReceiveMessagesAsync(32)).Value).MessageText);
        Assert.Equal(2, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Send_LargestMessage_IsTaken_LargerIsRefused()
    {
        var queue = await QueueAsync();
        await queue.SendMessageAsync(new string('x', 48 * 1024));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => queue.SendMessageAsync(new string('x', 49 * 1024)));

        Assert.Equal((413, "RequestBodyTooLarge"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task Receive_TextThatIsNotBase64_IsHandedOverAsItStands()
    {
        var account = await azurite.NewAccountAsync();
        var foreign = new QueueServiceClient(account).GetQueueClient("things");
        await foreign.CreateIfNotExistsAsync();
        await foreign.SendMessageAsync("{not base64}");

        var ours = new QueueServiceClient(account, new() { MessageEncoding = QueueMessageEncoding.Base64 }).GetQueueClient("things");

        Assert.Equal("{not base64}", Assert.Single((await ours.ReceiveMessagesAsync()).Value).MessageText);
    }

    [Fact]
    public async Task Receive_ManyAtOnce_NobodyGetsTheSameMessage()
    {
        var queue = await QueueAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => queue.SendMessageAsync(number.ToString(CultureInfo.InvariantCulture))));

        var batches = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => queue.ReceiveMessagesAsync(10, TimeSpan.FromMinutes(5))));

        Assert.Equal(100, batches.SelectMany(batch => batch.Value).DistinctBy(message => message.MessageText).Count());
    }

    [Fact]
    public async Task Create_TwiceAndDelete_IsNoError_MissingQueueIs()
    {
        var queue = (await azurite.NewStorageAsync()).Queues.GetQueueClient("twice");
        await queue.CreateIfNotExistsAsync();
        await queue.CreateIfNotExistsAsync();
        await queue.DeleteIfExistsAsync();
        await queue.DeleteIfExistsAsync();

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => queue.SendMessageAsync("x"));

        Assert.Equal((404, QueueErrorCode.QueueNotFound), (error.Status, error.ErrorCode));
    }

    private async Task<QueueClient> QueueAsync() => await (await azurite.NewStorageAsync()).CreateQueueAsync();
}
