using System.Net;
using System.Text;
using System.Text.Json;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Webhooks;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Benchmarks;

/// <summary>What HubSpot waits for: the answer to a full batch, ten of them at a time, beside putting a message of that size on a queue.</summary>
internal static class WebhookFigures
{
    private const int AtOnce = 10;
    private const int Batch = 100;
    private const int Deliveries = 500;
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var azurite = new AzuriteFixture();
        await using var app = await CaseyApp.StartAsync(azurite, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Default"] = "Warning",
            ["environment"] = "Production",
        });
        using var sender = new WebhookSender(app.Anonymous());
        var body = Body();
        var message = EventMessage.Pack(HubSpotEvents.Read(Encoding.UTF8.GetBytes(body)).Events).Single();
        var queue = await (await azurite.NewStorageAsync()).CreateQueueAsync(SignalMessage.Queue);
        List<Load> puts = [], deliveries = [];
        for (var round = 0; round <= Rounds; round++)
        {
            puts.Add(await Load.RunAsync(AtOnce, Deliveries, async _ => (await queue.SendMessageAsync(message)).Value is not null));
            deliveries.Add(await Load.RunAsync(AtOnce, Deliveries, async _ => await sender.SendAsync(body) == HttpStatusCode.OK));
        }

        // The first rounds are compiled as they run.
        var (put, delivery) = (Load.Median(puts.Skip(1)), Load.Median(deliveries.Skip(1)));
        return
        [
            new($"webhook intake, {Batch} events each, {AtOnce} at a time: deliveries", delivery.PerSecond, "1/s", $"at least 0.5 of a queue put ({delivery.Errors} errors)", delivery.Errors == 0 && delivery.PerSecond >= put.PerSecond * 0.5) { Baseline = put.PerSecond },
            new("webhook intake, answer, p99", delivery.P99, "ms", "under 100 ms", delivery is { Errors: 0, P99: < 100 }) { Baseline = put.P99 },
        ];
    }

    private static string Body() => JsonSerializer.Serialize(
        Enumerable.Range(1, Batch).Select(id => WebhookSender.Change($"{id}", "dealstage", "contractsent", TimeProvider.System.GetUtcNow())));
}
