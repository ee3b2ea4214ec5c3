using System.Runtime.ExceptionServices;
using CaseyOS.Core;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Forms;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Signals.Webhooks;

namespace CaseyOS.Functions.Signals;

/// <summary>Looks for changed HubSpot records; on a new installation for everything that is there.</summary>
public sealed class PollHubSpotTrigger(Ingestion ingestion) : ITimerTrigger
{
    /// <inheritdoc/>
    public async Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken)
    {
        var polled = await ingestion.RunAsync(HubSpotSource.SourceName, timer.Next, cancellationToken);
        var swept = await ingestion.HasSweptAsync(cancellationToken) ? [] : await ingestion.RunAsync(HubSpotSweep.SourceName, null, cancellationToken);
        SourceFailures.Throw([.. polled, .. swept]);
    }
}

/// <summary>Looks for new mail.</summary>
public sealed class PollGmailTrigger(Ingestion ingestion) : ITimerTrigger
{
    /// <inheritdoc/>
    public async Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken) =>
        SourceFailures.Throw(await ingestion.RunAsync(GmailSource.SourceName, timer.Next, cancellationToken));
}

/// <summary>Looks at the calendars: what takes place soon, and what changed.</summary>
public sealed class PollCalendarTrigger(Ingestion ingestion) : ITimerTrigger
{
    /// <inheritdoc/>
    public async Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken) =>
        SourceFailures.Throw(await ingestion.RunAsync(CalendarSource.SourceName, timer.Next, cancellationToken));
}

/// <summary>Looks at everything for which nothing happening is the point: HubSpot, our own data, and what was published.</summary>
public sealed class SweepSignalsTrigger(Ingestion ingestion) : ITimerTrigger
{
    /// <inheritdoc/>
    public async Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken)
    {
        List<SourceRunResult> results = [];
        foreach (var source in Ingestion.Hourly.Where(ingestion.Has))
        {
            results.AddRange(await ingestion.RunAsync(source, timer.Next, cancellationToken));
        }

        SourceFailures.Throw(results);
    }
}

/// <summary>Turns queued signals into moves, and queued webhook events and forms into signals. One queue for all: each queue function scales, and costs, by itself.</summary>
public sealed class ProcessSignalsTrigger(SignalProcessor signals, EventProcessor events, FormProcessor forms) : IQueueTrigger
{
    /// <inheritdoc/>
    public Task RunAsync(string messageText, CancellationToken cancellationToken) =>
        EventMessage.Is(messageText) ? events.ProcessAsync(messageText, cancellationToken)
        : FormMessage.Is(messageText) ? forms.ProcessAsync(messageText, cancellationToken)
        : signals.ProcessAsync(messageText, cancellationToken);
}

/// <summary>A run that failed also fails its timer, so that nobody takes a broken source for a quiet one.</summary>
internal static class SourceFailures
{
    public static void Throw(IEnumerable<SourceRunResult> results)
    {
        // One user who has to connect his mailbox again is no failure of the timer that serves everyone.
        if (results.Select(result => result.Error).FirstOrDefault(error => error is not null and not ReconnectRequiredException { Provider: "google" }) is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }
}
