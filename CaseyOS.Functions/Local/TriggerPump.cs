using CaseyOS.Core.Storage.Queues;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Local;

/// <summary>Stands in for the Functions host: starts every timer and queue function that has a handler, by its function.json.</summary>
internal sealed class TriggerPump(
    IEnumerable<TriggerRegistration> registrations,
    FunctionCaller caller,
    QueueServiceClient queues,
    QueueSignal signal,
    IOptions<PumpOptions> options,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<TriggerPump> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        await lifetime.StartedAsync(stoppingToken);
        var known = registrations.Select(registration => registration.Name).ToHashSet(StringComparer.Ordinal);
        var pumps = FunctionFile.ReadAll(AppContext.BaseDirectory, configuration)
            .Where(function => known.Contains(function.Name))
            .Select(function => function.Schedule is null
                ? new QueuePump(function, caller, queues, signal, options.Value, clock, logger).RunAsync(stoppingToken)
                : new TimerPump(function, caller, clock, logger).RunAsync(stoppingToken));
        await Task.WhenAll(pumps);
    }
}
