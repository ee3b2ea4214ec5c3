using System.ComponentModel;
using System.Diagnostics;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage.Queues;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Local;

/// <summary>Brings in the first moves right after the start and then says where everything is and what to try.</summary>
internal sealed partial class LocalWelcome(
    Ingestion ingestion,
    QueueServiceClient queues,
    PublicAddress address,
    AccountPolicy accounts,
    IConfiguration configuration,
    IOptions<LocalOptions> local,
    IOptions<PumpOptions> pump,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<LocalWelcome> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!pump.Value.Enabled)
        {
            return;
        }

        await lifetime.StartedAsync(stoppingToken);
        var trouble = await IngestAsync(stoppingToken);
        await Console.Out.WriteLineAsync(Text(trouble).AsMemory(), stoppingToken);
        if (local.Value.OpenBrowser)
        {
            OpenBrowser();
        }
    }

    private async Task<string?> IngestAsync(CancellationToken cancellationToken)
    {
        try
        {
            var results = await ingestion.RunAsync(cancellationToken);
            await ProcessedAsync(cancellationToken);
            return results.SelectMany(result => result.State.Errors).FirstOrDefault();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The timers try again; a start must not fail because the outside does.
            Log.FirstIngestionFailed(logger, exception);
            return exception.Message;
        }
    }

    // The pump works the signals off; the page should not be empty when its address appears.
    private async Task ProcessedAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var queue = queues.GetQueueClient(SignalMessage.Queue);
        while (clock.GetElapsedTime(start) < Patience && (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount > 0)
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private string Text(string? trouble)
    {
        var sandbox = configuration["Sandbox:Url"];
        var hints = sandbox is null
            ? $"  Sign in with the Google account of {accounts.DefaultOwner}."
            : $"""
                Sign in as casey@dwtb.example. HubSpot and Google are played by the sandbox at {sandbox}
                Try: e on a move shows the draft and makes it; send it from the sandbox's mailbox; within half a minute
                the answer appears as the move's outcome. ? shows all keys.
              """;
        return $"""

              CaseyOS is ready: {address.Origin}/caseyos
            {hints}{(trouble is null ? "" : $"{Environment.NewLine}  The first look at HubSpot and Gmail did not succeed ({trouble}); it is repeated by itself.")}
              Data: {local.Value.DataDirectory}. Stop with Ctrl+C.

            """;
    }

    private void OpenBrowser()
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo($"{address.Origin}/caseyos") { UseShellExecute = true });
        }
        catch (Win32Exception exception)
        {
            Log.NoBrowser(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The first ingestion failed; the timers try again")]
        public static partial void FirstIngestionFailed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "No browser could be opened: {Reason}")]
        public static partial void NoBrowser(ILogger logger, string reason);
    }
}
