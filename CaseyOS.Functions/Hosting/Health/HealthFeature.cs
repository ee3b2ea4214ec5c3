using Azure;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace CaseyOS.Functions.Hosting;

/// <summary>Registers the checks of what everything needs; features add their own <see cref="ReadyCheck"/>.</summary>
internal static class HealthFeature
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddSingleton<TimerBeats>();
        services.AddSingleton(provider => new ReadyCheck("storage", IsNeeded: true, token => Tables(provider.GetRequiredService<TableServiceClient>(), token)));
        services.AddSingleton(provider => new ReadyCheck("queues", IsNeeded: true, token => Queues(provider.GetRequiredService<QueueServiceClient>(), token)));
        services.AddSingleton(provider => new ReadyCheck("keys", IsNeeded: true, _ => Keys(provider.GetRequiredService<IDataProtectionProvider>())));
        return services;
    }

    private static async Task Tables(TableServiceClient tables, CancellationToken cancellationToken) =>
        await tables.GetTableClient(KeyRingRepository.Table).GetEntityIfExistsAsync<TableEntity>("system", "ready", cancellationToken: cancellationToken);

    private static async Task Queues(QueueServiceClient queues, CancellationToken cancellationToken)
    {
        try
        {
            await queues.GetQueueClient(SignalMessage.Queue).GetPropertiesAsync(cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            // The service answered; its first sender makes the queue.
        }
    }

    private static Task Keys(IDataProtectionProvider keys)
    {
        var protector = keys.CreateProtector("CaseyOS.Ready");
        _ = protector.Unprotect(protector.Protect("ready"));
        return Task.CompletedTask;
    }
}
