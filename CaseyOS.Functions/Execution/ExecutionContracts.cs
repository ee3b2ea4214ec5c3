using System.Text.Json.Serialization;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Guards;
using CaseyOS.Functions.Queue;

namespace CaseyOS.Functions.Execution;

/// <summary>What the user changed in the preview, and what he overrules so that it can be sent.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OverridesRequest(
    string? Subject = null,
    string? Body = null,
    DateTimeOffset? DueAt = null,
    DateTimeOffset? Slot = null,
    bool SecondMail = false,
    bool OtherRecipient = false,
    IReadOnlyList<string?>? Drafts = null,
    bool? DraftToSelf = null)
{
    internal ActionOverrides ToOverrides() => new(Subject, Body, DueAt, Slot, SecondMail, OtherRecipient, Drafts, DraftToSelf);
}

/// <summary>Asks for a preview.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PreviewRequest(ExecutionMode Mode = ExecutionMode.Draft, OverridesRequest? Overrides = null);

/// <summary>Asks for an execution; <c>confirm_token</c> comes from the preview.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExecuteMoveRequest(
    ExecutionMode Mode = ExecutionMode.Draft, OverridesRequest? Overrides = null, string? ConfirmToken = null, WhenLimited WhenLimited = WhenLimited.Refuse);

/// <summary>What would be done.</summary>
public sealed record PreviewResponse(
    ActionContent Preview,
    ExecutionMode Mode,
    bool Reversible,
    Reversibility Reversibility,
    string WhatHappens,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<Concern> Concerns,
    IReadOnlyList<LimitResponse> Limits,
    string ConfirmToken,
    DateTimeOffset ExpiresAt)
{
    internal static PreviewResponse From(Preview preview) => new(
        preview.Content,
        preview.Mode,
        preview.Reversible,
        preview.Reversibility,
        preview.WhatHappens,
        preview.Warnings,
        preview.Concerns,
        [.. preview.Limits.Select(LimitResponse.From)],
        preview.ConfirmToken,
        preview.ExpiresAt);
}

/// <summary>An execution with its move; a dry run also shows what would be done.</summary>
public sealed record ExecuteMoveResponse(ExecutionResponse Execution, MoveResponse Item, ActionContent? Preview = null);

/// <summary>A page of executions, newest first.</summary>
public sealed record ExecutionsResponse(IReadOnlyList<ExecutionResponse> Items, string? NextCursor);

/// <summary>One execution as on the wire; <c>content</c> is what is kept with the move for reading: a briefing, a report, drafts.</summary>
public sealed record ExecutionResponse(
    ExecutionId Id,
    QueueItemId ItemId,
    string ItemTitle,
    ActionType ActionType,
    ExecutionMode Mode,
    bool DryRun,
    ExecutionStatus Status,
    ActionResult? Result,
    string? Error,
    bool Reversible,
    string ExecutedBy,
    int Attempts,
    long? DurationMs,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? HoldUntil,
    string? Recipient,
    ActionContent? Content,
    DraftFate DraftFate,
    DateTimeOffset? SentAt,
    OutcomeSummary? Outcome,
    WatchResponse? Watch)
{
    internal static ExecutionResponse From(Core.Executions.Execution execution) => new(
        execution.Id,
        execution.ItemId,
        execution.ItemTitle,
        execution.ActionType,
        execution.Mode,
        DryRun: false,
        execution.Status,
        execution.Result,
        execution.Error,
        execution.Reversible,
        execution.ExecutedBy,
        execution.Attempts,
        execution.FinishedAt is { } end ? (long)(end - execution.StartedAt).TotalMilliseconds : null,
        execution.StartedAt,
        execution.FinishedAt,
        execution.HoldUntil,
        RecipientOf(execution.Content),
        execution.Content.IsKept && execution.Status != ExecutionStatus.RolledBack ? execution.Content : null,
        execution.Fate,
        execution.SentAt,
        execution.Outcome,
        WatchResponse.From(execution));

    private static string? RecipientOf(ActionContent content) => content is PreviewedMail mail ? mail.ToName ?? mail.To : null;

    /// <summary>A dry run looks like an execution that did nothing; its id is nobody's.</summary>
    internal static ExecutionResponse OfDryRun(QueueItem item, ExecutionMode mode, Preview preview, string user, DateTimeOffset now, TimeProvider clock) => new(
        ExecutionId.New(clock),
        item.Id,
        item.Title,
        item.ActionType,
        mode,
        DryRun: true,
        ExecutionStatus.Succeeded,
        ActionResult.NothingDone(preview.Content),
        Error: null,
        preview.Reversible,
        user,
        Attempts: 0,
        (long)(clock.GetUtcNow() - now).TotalMilliseconds,
        now,
        clock.GetUtcNow(),
        HoldUntil: null,
        RecipientOf(preview.Content),
        Content: null,
        DraftFate.Unsent,
        SentAt: null,
        Outcome: null,
        Watch: null);
}
