using System.Net;
using System.Text.Json;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Testing.Programs;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>What the webhook refuses; nothing is stored by it, so that one program serves all cases.</summary>
public sealed class WebhookRefusalTests(CaseyAppFixture fixture) : IClassFixture<CaseyAppFixture>
{
    private readonly CaseyApp app = fixture.App;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task HubSpot_NotSignedByHubSpotForUsJustNow_Is401AndNothingIsStored()
    {
        using var sender = new WebhookSender(app.Anonymous());
        var body = JsonSerializer.Serialize(new[] { WebhookSender.Change("1", "dealstage", "closedwon", Now) });
        HttpStatusCode[] answers =
        [
            await sender.SendAsync(body, secret: "wrong"),
            await sender.SendAsync(body, sign: false),
            await sender.SendAsync(body, at: Now.AddMinutes(-6)),
            await sender.SendAsync(body, at: Now.AddMinutes(2)),
            await sender.SendAsync(body, timestamp: "soon"),
            await sender.SendAsync(body.Replace("closedwon", "closedwin", StringComparison.Ordinal), signedBody: body),
            await sender.SendAsync(body, uri: "https://elsewhere.example/api/webhooks/hubspot"),
            await sender.SendAsync(body, uri: sender.Target.ToString().Replace("localhost", "127.0.0.1", StringComparison.Ordinal)),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer));
        Assert.Equal(0, await WaitingAsync());
        Assert.Empty(await StoredRows.ReadAsync(app));
    }

    [Theory]
    [InlineData("[{]", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("""[{"subscriptionType":"conversation.creation"}]""", HttpStatusCode.OK)]
    public async Task HubSpot_RightlySignedButNoEvents_StoresNothing(string body, HttpStatusCode expected)
    {
        using var sender = new WebhookSender(app.Anonymous());

        Assert.Equal(expected, await sender.SendAsync(body));
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task HubSpot_BodyBeyondTheLimit_Is413()
    {
        using var sender = new WebhookSender(app.Anonymous());

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await sender.SendAsync($"[\"{new string('x', 1024 * 1024)}\"]"));
    }

    private async Task<int> WaitingAsync()
    {
        var queue = app.Services.GetRequiredService<QueueServiceClient>().GetQueueClient(SignalMessage.Queue);
        await queue.CreateIfNotExistsAsync();
        return (await queue.PeekMessagesAsync(32)).Value.Length;
    }
}
