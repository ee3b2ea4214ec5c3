using System.Globalization;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Outcomes.Deals;
using CaseyOS.Core.Signals.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>
/// What follows from webhook events: the records that changed are read again and go the way of the poll, through the same
/// rules to the same signals, so that the poll that sees them later finds nothing new.
/// </summary>
/// <remarks>
/// An event only says that it is worth looking; what is true, HubSpot is asked. The histories are written last: a message
/// that breaks off is delivered again and does everything again, which the signals' dedupe makes harmless.
/// </remarks>
public sealed partial class EventProcessor(
    HubSpotClient hubSpot, HubSpotDetector detector, GoneReasons goneReasons, DealOutcomes outcomes, PersonEraser eraser, RecordHistoryStore histories, EventIntake events, SignalIntake signals, SignalStore stored, CursorStore cursors,
    IOptions<SignalOptions> options, IOptions<HubSpotOptions> hubSpotOptions, TimeProvider clock, ILogger<EventProcessor> logger)
{
    /// <summary>Name of its row among the sources.</summary>
    public const string SourceName = "hubspot_webhooks";

    private const int Parallel = 8;
    private volatile bool ready;

    /// <summary>Processes one message.</summary>
    /// <exception cref="System.Text.Json.JsonException">The message is not one of ours; it becomes poison.</exception>
    public async Task ProcessAsync(string message, CancellationToken cancellationToken)
    {
        var work = EventMessage.Decode(message);
        try
        {
            await ProcessAsync(work.Events, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && Transience.IsTransient(error) && work.Attempt < options.Value.RetriesOfSignal)
        {
            Log.Passing(logger, error, work.Events.Count, work.Attempt);
            await events.SendAsync(work.Events, work.Attempt + 1, Transience.Delay(work.Attempt, error), cancellationToken);
        }
    }

    private async Task ProcessAsync(IReadOnlyList<HubSpotEvent> all, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        List<HubSpotEvent> ours = [.. all.Where(change => hubSpotOptions.Value.PortalId is not { } portal || change.Portal == portal)];
        var byRecord = ours.GroupBy(change => (change.Portal, change.Record)).ToList();
        var news = await NewsAsync(byRecord, cancellationToken);
        var before = await cursors.GetAsync(OwnerId.System, SourceName, cancellationToken);
        var run = new SourceRun(SourceName, before, clock.GetUtcNow(), signals, options.Value, logger);
        if (news.Count > 0)
        {
            await LookAsync(run, news, cancellationToken);
            await run.FlushAsync(cancellationToken);
            await EachAsync(byRecord, async (record, token) => await histories.AddAsync(record.Key.Portal, record.Key.Record, [.. record], token), cancellationToken);
        }

        Log.Processed(logger, all.Count, news.Count, ours.Count - news.Count, all.Count - ours.Count, run.Counts.Signals, run.Counts.Resolved);
        Note(run, all.Count, news.Count, all.Count - ours.Count);
        await cursors.SaveAsync(OwnerId.System, run.Finish(), cancellationToken);
    }

    // In the order of occurrence, so that of several changes in one message only the last is news to the history.
    private async Task<IReadOnlyList<HubSpotEvent>> NewsAsync(IReadOnlyList<IGrouping<(long Portal, HubSpotRecord Record), HubSpotEvent>> byRecord, CancellationToken cancellationToken)
    {
        var found = new List<HubSpotEvent>[byRecord.Count];
        await EachAsync(
            byRecord.Index(),
            async (entry, token) =>
            {
                var history = await histories.GetAsync(entry.Item.Key.Portal, entry.Item.Key.Record, token);
                found[entry.Index] = [];
                foreach (var change in entry.Item.OrderBy(change => change.OccurredAt))
                {
                    if (history.IsNews(change))
                    {
                        found[entry.Index].Add(change);
                        history = history.With(change);
                    }
                }
            },
            cancellationToken);
        return [.. found.SelectMany(changes => changes)];
    }

    private async Task LookAsync(SourceRun run, IReadOnlyList<HubSpotEvent> news, CancellationToken cancellationToken)
    {
        List<HubSpotRecord> touched = [.. news.SelectMany(change => change.Others.Prepend(change.Record)).Distinct()];
        foreach (var record in touched)
        {
            hubSpot.Drop(record.Id);
        }

        var deals = await hubSpot.GetDealsAsync(Ids(touched, HubSpotRecord.Deal), cancellationToken);
        var contacts = await hubSpot.GetContactsAsync(Ids(touched, HubSpotRecord.Contact), cancellationToken);
        await detector.ExamineAsync(run, [.. deals.Values], cancellationToken);
        await detector.ExamineAsync(run, [.. contacts.Values], cancellationToken);
        await outcomes.NoteAsync([.. deals.Values], cancellationToken);
        var gone = GoneRecords.Of(
            touched.Where(record => record.Type == HubSpotRecord.Deal ? !deals.ContainsKey(record.Id) : record.Type == HubSpotRecord.Contact && !contacts.ContainsKey(record.Id)), news);

        // Before their moves are resolved: these know the addresses.
        foreach (var contact in gone.Erased)
        {
            await eraser.EraseAsync(contact, cancellationToken);
        }

        await goneReasons.ResolveAsync(run, new([.. deals.Values], [.. contacts.Values]) { OnlyThese = true, Gone = gone }, cancellationToken);
    }

    // A webhook may be the first that a new installation ever hears of.
    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!ready)
        {
            await Task.WhenAll(cursors.EnsureAsync(cancellationToken), signals.EnsureAsync(cancellationToken), stored.EnsureAsync(cancellationToken));
            ready = true;
        }
    }

    private static List<string> Ids(IEnumerable<HubSpotRecord> records, string type) => [.. records.Where(record => record.Type == type).Select(record => record.Id)];

    private static void Note(SourceRun run, int all, int news, int foreign)
    {
        run.NextCursor = Cursors.Text(run.StartedAt);
        run.Note(string.Create(CultureInfo.InvariantCulture, $"last delivery: {all} events, {all - news - foreign} known or overtaken by a newer value"));
        if (foreign > 0)
        {
            run.Note(string.Create(CultureInfo.InvariantCulture, $"{foreign} events of another HubSpot account (HubSpot:PortalId)"));
        }
    }

    private static Task EachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, ValueTask> work, CancellationToken cancellationToken) =>
        System.Threading.Tasks.Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken }, work);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Webhook: {All} events, {News} news, {Known} known or overtaken, {Foreign} of another account; {Signals} signals, {Resolved} moves resolved")]
        public static partial void Processed(ILogger logger, int all, int news, int known, int foreign, int signals, int resolved);

        [LoggerMessage(LogLevel.Warning, "{Count} webhook events failed for now (attempt {Attempt}) and are put back")]
        public static partial void Passing(ILogger logger, Exception error, int count, int attempt);
    }
}
