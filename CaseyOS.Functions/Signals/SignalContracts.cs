using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Webhooks;

namespace CaseyOS.Functions.Signals;

/// <summary>A signal with what it led to.</summary>
public sealed record SignalResponse(
    SignalId Id,
    string Type,
    SignalSource Source,
    string Entity,
    IReadOnlyDictionary<string, string> Payload,
    DateTimeOffset OccurredAt,
    DateTimeOffset DetectedAt,
    SignalResult Result,
    string? Reason,
    string? Title,
    QueueItemId? ItemId,
    string? ItemTitle)
{
    internal static SignalResponse From(StoredSignal stored) => new(
        stored.Signal.Id, stored.Signal.Type, stored.Signal.Source, stored.Signal.Entity, stored.Signal.Payload,
        stored.Signal.OccurredAt, stored.Signal.DetectedAt, stored.Result, stored.Reason, stored.Title, stored.ItemId, stored.ItemTitle);
}

/// <summary>A page of signals.</summary>
public sealed record SignalListResponse(IReadOnlyList<SignalResponse> Items, string? NextCursor);

/// <summary>How the detection fares: the last runs of all sources taken together, and each source.</summary>
public sealed record SignalStatusResponse(
    DateTimeOffset? LastRun,
    RunStatus Status,
    int DealsProcessed,
    int ContactsProcessed,
    int SignalsDetected,
    int QueueItemsCreated,
    IReadOnlyList<string> Errors,
    bool IsStale,
    DateTimeOffset? LastWebhook,
    long? HubspotCallsLeftToday,
    int Poisoned,
    IReadOnlyList<SourceStatusResponse> Sources)
{
    internal static SignalStatusResponse From(IngestionStatus status, Freshness freshness, long? callsLeft, int poisoned, DateTimeOffset now) => new(
        status.LastRun,
        status.Status,
        status.Sum(counts => counts.Deals),
        status.Sum(counts => counts.Contacts),
        status.Sum(counts => counts.Signals),
        status.ItemsCreated,
        status.Errors,
        status.Sources.Any(freshness.IsStale),
        status.Sources.FirstOrDefault(source => source.Source == EventProcessor.SourceName)?.LastRun,
        callsLeft,
        poisoned,
        [.. status.Sources.Select(source => SourceStatusResponse.From(source, freshness, now))]);
}

/// <summary>One source: its last run, and how old what it has not looked at can be.</summary>
public sealed record SourceStatusResponse(
    string Source,
    RunStatus Status,
    DateTimeOffset? LastRun,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? NextRun,
    bool IsStale,
    double? CursorAgeSeconds,
    int Expected,
    int Imported,
    int SignalsDetected,
    int AlreadyKnown,
    int Resolved,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Notes)
{
    internal static SourceStatusResponse From(SourceState state, Freshness freshness, DateTimeOffset now) => new(
        state.Source,
        state.Status,
        state.LastRun,
        state.LastSuccess,
        state.NextRun,
        freshness.IsStale(state),
        state.CursorAt is { } moved ? Math.Round((now - moved).TotalSeconds, 1) : null,
        state.Counts.Expected,
        state.Counts.Imported,
        state.Counts.Signals,
        state.Counts.Known,
        state.Counts.Resolved,
        state.Errors,
        state.Notes);
}
