using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Market;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Webhooks;

/// <summary>
/// Delivers events as HubSpot does: up to a hundred at once, signed, now and then twice, now and then in another order, and
/// again when the answer is an error or takes longer than five seconds. HubSpot spreads ten tries over a day; here they take minutes.
/// </summary>
internal sealed partial class WebhookSender(World world, WebhookTarget target, ILogger<WebhookSender> logger) : BackgroundService
{
    private const int MaxBatch = 100;
    private const int MaxAttempts = 10;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(150);
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };
    private long batches;

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Step);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (target.Current is { } subscriber && Due() is { Length: > 0 } batch)
                {
                    await DeliverAsync(subscriber, batch, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            Log.Stopped(logger);
        }
    }

    private WebhookEvent[] Due() => world.Do(_ =>
    {
        var now = TimeProvider.System.GetUtcNow();
        return world.Webhooks.All.Where(waiting => waiting.DueAt <= now).OrderBy(waiting => waiting.Seq).Take(MaxBatch).ToArray();
    });

    private async Task DeliverAsync(Subscriber subscriber, WebhookEvent[] due, CancellationToken cancellationToken)
    {
        var dice = Dice.For(world.Do(_ => world.Tenant.Seed), "webhook", batches++);

        // One that is held back comes after those that happened later; a reversed batch is out of order in itself.
        var batch = due.Length > 1 && dice.Chance(0.2) ? due[1..] : due;
        if (dice.Chance(0.25))
        {
            batch = [.. batch.Reverse()];
        }

        var status = await PostAsync(subscriber, batch, cancellationToken);
        if (status is >= 200 and < 300 && dice.Chance(0.15))
        {
            await PostAsync(subscriber, batch, cancellationToken);
        }

        world.Do(_ => Settle(batch, status is >= 200 and < 300));
    }

    private async Task<int> PostAsync(Subscriber subscriber, WebhookEvent[] batch, CancellationToken cancellationToken)
    {
        var body = new JsonArray([.. batch.Select(waiting => waiting.ToJson())]).ToJsonString();
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, subscriber.Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-HubSpot-Request-Timestamp", timestamp);
        request.Headers.Add("X-HubSpot-Signature-v3", Sign(subscriber, body, timestamp));
        var status = await StatusAsync(request, cancellationToken);
        world.Do(_ => world.Record("webhook_sent", Actors.HubSpot, new
        {
            url = subscriber.Url,
            status,
            attempt = batch.Max(waiting => waiting.Attempt),
            events = batch.Select(waiting => new { occurredAt = waiting.At, type = waiting.What, objectTypeId = waiting.TypeId, objectId = waiting.ObjectId, property = waiting.Property }),
        }));
        return status;
    }

    // 0 when there was no answer in time.
    private async Task<int> StatusAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            return (int)answer.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.NotAnswered(logger, error.Message);
            return 0;
        }
    }

    private static string Sign(Subscriber subscriber, string body, string timestamp) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(subscriber.Secret), Encoding.UTF8.GetBytes("POST" + subscriber.Url.AbsoluteUri + body + timestamp)));

    private void Settle(WebhookEvent[] batch, bool answered)
    {
        foreach (var sent in batch)
        {
            if (answered || sent.Attempt + 1 >= MaxAttempts)
            {
                world.Webhooks.Remove(sent.Key);
            }
            else if (world.Webhooks.Find(sent.Key) is not null)
            {
                var wait = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, sent.Attempt)));
                world.Webhooks.Put(sent.Key, sent with { Attempt = sent.Attempt + 1, DueAt = TimeProvider.System.GetUtcNow() + wait });
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The webhooks stopped")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(LogLevel.Information, "A webhook was not answered: {Reason}")]
        public static partial void NotAnswered(ILogger logger, string reason);
    }
}
