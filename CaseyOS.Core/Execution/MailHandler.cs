using System.Collections.Frozen;
using System.Globalization;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Outreach;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>
/// The e-mail action types: a Gmail draft that carries the execution's id in a header, logged in HubSpot. Whoever is not
/// sure whether the draft exists looks for that header among the newest drafts before making one.
/// </summary>
public sealed class MailHandler(
    GmailClient gmail,
    HubSpotClient hubSpot,
    SuppressionList suppressed,
    OutreachRules outreach,
    SendConcerns concerns,
    MailSender mailSender,
    EffectTries tries,
    IOptions<ExecutionOptions> options) : ISendingHandler
{
    private readonly SentMail sentMail = new(gmail);

    /// <inheritdoc/>
    public IReadOnlySet<ActionType> Actions { get; } = new[]
    {
        ActionType.SendEmail, ActionType.FollowUp, ActionType.CheckIn, ActionType.SendProposal, ActionType.RenewalOutreach, ActionType.OnboardingFollowUp,
    }.ToFrozenSet();

    /// <inheritdoc/>
    public Reversibility Reversibility => Reversibility.Reversible;

    /// <inheritdoc/>
    public string PointOfNoReturn => "Draft: Gmail takes the draft (users.drafts.create); it stays undoable until the user sends it. Send: Gmail sends that draft (users.drafts.send).";

    /// <inheritdoc/>
    public string WhatSendingDoes => options.Value.HoldWindow is { Ticks: > 0 } hold
        ? $"Sends after {InWords(hold)}; until then you can undo. After that it cannot be taken back."
        : "Sends at once. It cannot be taken back.";

    /// <inheritdoc/>
    public EffectWords Words { get; } = new(
        "Creates a draft in your Gmail. Nothing is sent.",
        "drafted",
        "The draft is in Gmail.",
        "The draft was deleted.",
        "Gmail has not answered in time. We look again shortly whether the draft was made.");

    /// <inheritdoc/>
    public async Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        // Before asking Gmail: whether there is somebody to write to.
        var written = DraftWriter.Write(item, sender);
        if (await suppressed.FindAsync(item.Owner, written.To, cancellationToken) is { } stop)
        {
            throw new ValidationException("action_context.to", stop.Explain(written.To));
        }

        AnsweredMessage? answered = null;
        if (written.ThreadId is { } thread)
        {
            answered = await gmail.PreviewThreadAsync(item.Owner, thread, cancellationToken) is { } found ? MailThread.Newest(found) : null;
            // A conversation that was deleted cannot be answered; the mail then starts a new one.
            written = answered is null ? written with { ThreadId = null, InReplyTo = null } : DraftWriter.Write(item, sender, answered);
        }

        written = outreach.Complete(item, written);
        var mail = overrides is null ? written : outreach.Complete(item, overrides.ApplyTo(written));
        var tooSoon = await outreach.WhyTooSoonAsync(item, mail, sender, cancellationToken);
        return new(mail, written, answered) { Warnings = tooSoon is null ? [] : [tooSoon] };
    }

    /// <inheritdoc/>
    public Task<Composed> ToSendAsync(QueueItem item, Composed draft, Sender sender, CancellationToken cancellationToken) => concerns.AddAsync(item, draft, sender, cancellationToken);

    /// <inheritdoc/>
    public Task<SendAnswer> SendAsync(Execution execution, CancellationToken cancellationToken) => mailSender.SendAsync(execution, cancellationToken);

    /// <inheritdoc/>
    public Task<Sighting> WithdrawAsync(Execution execution, CancellationToken cancellationToken) => mailSender.WithdrawAsync(execution, cancellationToken);

    /// <inheritdoc/>
    public Task<Performed> PerformAsync(Execution execution, CancellationToken cancellationToken) =>
        // A second performer does not know how far the first one came.
        tries.RunAsync(
            execution.Attempts > 1, mayExist => DraftAsync(execution, mayExist, cancellationToken), () => FindAsync(execution, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<LoggedResult> LogAsync(Execution execution, CancellationToken cancellationToken)
    {
        var owners = await hubSpot.GetOwnersAsync(cancellationToken);
        var id = await hubSpot.LogEmailAsync(
            new EmailEngagement
            {
                ExecutionId = execution.Id.ToString(),
                Subject = execution.Mail.Subject,
                Text = execution.Mail.Body,
                Timestamp = execution.SentAt ?? execution.StartedAt,
                Sent = execution.SentAt is not null,
                HubSpotOwnerId = owners.FirstOrDefault(owner => owner.Email == execution.ExecutedBy)?.Id,
                ContactId = execution.Contact?.Id,
                CompanyId = execution.Company?.Id,
                DealId = execution.Deal?.Id,
            },
            cancellationToken);
        return execution.MailResult! with { HubspotLogged = true, HubspotEmailId = id, HubspotProblem = null };
    }

    /// <inheritdoc/>
    public async Task<Sighting> LookAsync(Execution execution, CancellationToken cancellationToken)
    {
        // By draft id first: it survives edits, while message, thread and header may not.
        if (execution.MailResult?.GmailDraftId is { } id && await gmail.GetDraftAsync(execution.Owner, id, cancellationToken) is { } draft)
        {
            return new Sighting.Draft(draft.Message.ThreadId);
        }

        return await sentMail.FindAsync(execution, markedOnly: false, cancellationToken) as Sighting ?? new Sighting.Gone();
    }

    /// <inheritdoc/>
    public async Task<Sighting.Sent?> UndoAsync(Execution execution, CancellationToken cancellationToken) =>
        execution.MailResult?.GmailDraftId is not { } draft || await gmail.DeleteDraftAsync(execution.Owner, draft, cancellationToken)
            ? null
            : await sentMail.FindAsync(execution, markedOnly: false, cancellationToken);

    /// <inheritdoc/>
    public async Task UnlogAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution.MailResult?.HubspotEmailId is { } id)
        {
            await hubSpot.ArchiveEmailAsync(id, cancellationToken);
        }
    }

    private static string InWords(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(time.TotalSeconds < 120 ? time.TotalSeconds : Math.Round(time.TotalMinutes, 1)):0.#} {(time.TotalSeconds < 120 ? "seconds" : "minutes")}");

    private OutgoingMail Mail(Execution execution) => new()
    {
        To = execution.Mail.To,
        ToName = execution.Mail.ToName,
        Subject = execution.Mail.Subject,
        Body = execution.Mail.Body,
        ThreadId = execution.Mail.ThreadId,
        InReplyTo = execution.Mail.InReplyTo,
        References = execution.References,
        Headers = new Dictionary<string, string>(outreach.Headers(execution.Owner, execution.Mail), StringComparer.OrdinalIgnoreCase)
        {
            [OutgoingMail.ExecutionHeader] = execution.Id.ToString(),
        },
    };

    private async Task<Performed> DraftAsync(Execution execution, bool mayExist, CancellationToken cancellationToken)
    {
        if (mayExist && await FindAsync(execution, cancellationToken) is { } known)
        {
            return known;
        }

        // Whoever takes over later composes nothing again, and the person may have asked to stop meanwhile.
        return mayExist && await suppressed.FindAsync(execution.Owner, execution.Mail.To, cancellationToken) is { } stop
            ? new Performed.NotDone(stop.Explain(execution.Mail.To))
            : Done(execution, await gmail.CreateDraftAsync(execution.Owner, Mail(execution), cancellationToken));
    }

    // What an earlier try left; or that there is nothing, but the conversation has gone on meanwhile.
    private async Task<Performed?> FindAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (await gmail.FindDraftByExecutionAsync(execution.Owner, execution.Id.ToString(), cancellationToken) is { } draft)
        {
            return Done(execution, draft);
        }

        if (execution.Attempts > 1 && await sentMail.FindAsync(execution, markedOnly: true, cancellationToken) is { } sent)
        {
            return new Performed.Done(new MailResult { Executed = true, Sent = true, GmailMessageId = sent.GmailMessageId, ThreadId = sent.ThreadId });
        }

        var movedOn = execution.Mail.ThreadId is { } thread
            && await gmail.GetThreadAsync(execution.Owner, thread, cancellationToken) is { } found
            && MailThread.Newest(found)?.Id != execution.NewestInThread;
        return movedOn ? new Performed.NotDone("The conversation went on meanwhile. Look at it again before you answer.") : null;
    }

    private Performed.Done Done(Execution execution, GmailDraft draft) => new(new MailResult
    {
        Executed = true,
        GmailDraftId = draft.Id,
        GmailMessageId = draft.Message.Id,
        ThreadId = draft.Message.ThreadId,
        Link = string.Format(CultureInfo.InvariantCulture, options.Value.DraftLink, draft.Message.Id, Uri.EscapeDataString(execution.ExecutedBy)),
    });
}
