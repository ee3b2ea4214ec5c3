using System.Collections.Frozen;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Records;

/// <summary>
/// Escalates a risk: a task of high priority in HubSpot for whoever owns the deal, and a draft to whoever owns the account. The draft
/// comes first, because it can be deleted again without a trace when HubSpot refuses the task; both are found by the execution's id.
/// </summary>
public sealed class EscalationHandler(HubSpotClient hubSpot, MarkedDrafts drafts, EffectTries tries, TimeProvider clock) : IActionHandler
{
    /// <inheritdoc/>
    public IReadOnlySet<ActionType> Actions { get; } = new[] { ActionType.RiskEscalation }.ToFrozenSet();

    /// <inheritdoc/>
    public Reversibility Reversibility => Reversibility.Reversible;

    /// <inheritdoc/>
    public string PointOfNoReturn =>
        "HubSpot takes the task (batch/upsert by caseyos_execution_id). The Gmail draft before it is deleted again when the task is refused; both stay undoable until the draft is sent.";

    /// <inheritdoc/>
    public EffectWords Words { get; } = new(
        "Creates a task of high priority in HubSpot and a draft in your Gmail. Nothing is sent.",
        "escalated",
        "The task is in HubSpot and the draft in Gmail.",
        "The task was archived and the draft deleted.",
        "Gmail or HubSpot has not answered in time. We look again shortly; there will be one task and one draft.");

    /// <inheritdoc/>
    public async Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        var facts = await AccountFacts.ReadAsync(hubSpot, item, cancellationToken);
        var owners = await hubSpot.GetOwnersAsync(cancellationToken);
        var self = owners.FirstOrDefault(owner => owner.Email == sender.Email);
        var forTask = Find(owners, facts.Deal?.HubSpotOwnerId, facts.Company?.HubSpotOwnerId, facts.Contact?.HubSpotOwnerId) ?? self;
        var forDraft = Find(owners, facts.Company?.HubSpotOwnerId, facts.Deal?.HubSpotOwnerId, facts.Contact?.HubSpotOwnerId) ?? self;
        var now = clock.GetUtcNow();
        var written = new PreviewedEscalation(
            item.Title, RiskSummary.Write(item, facts, now), forDraft?.Email ?? sender.Email, WorkingDay.Due(item, sender, now), RecordHandler.About(item))
        {
            ToName = forDraft is null ? sender.Name : forDraft.Name,
            OwnerId = forTask?.Id,
            OwnerName = forTask is null ? sender.Name ?? sender.Email : forTask.Name ?? forTask.Email,
        };
        return new(overrides?.ApplyTo(written, now) ?? written, written);
    }

    /// <inheritdoc/>
    public Task<Performed> PerformAsync(Execution execution, CancellationToken cancellationToken) => tries.RunAsync(
        execution.Attempts > 1,
        mayExist => EscalateAsync(execution, mayExist, cancellationToken),
        async () => await drafts.FindAsync(execution, cancellationToken) is null
            ? null
            : new Performed.Unknown("The draft is in Gmail; HubSpot has not answered whether the task is there. We try again."),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<Sighting.Sent?> UndoAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution.Result is EscalationResult result)
        {
            // The draft first: if it was sent, nothing is undone, and that is said.
            await drafts.DeleteAsync(execution, result.GmailDraftId, cancellationToken);
            if (result.TaskId is { } task)
            {
                await hubSpot.ArchiveTaskAsync(task, cancellationToken);
            }
        }

        return null;
    }

    private static HubSpotOwner? Find(IReadOnlyList<HubSpotOwner> owners, params string?[] ids) =>
        ids.Select(id => owners.FirstOrDefault(owner => owner.Id == id && owner.Email is not null)).FirstOrDefault(owner => owner is not null);

    private async Task<Performed> EscalateAsync(Execution execution, bool mayExist, CancellationToken cancellationToken)
    {
        var content = (PreviewedEscalation)execution.Content;
        var draft = await drafts.MakeAsync(execution, content.To, content.Subject, content.Body, mayExist, cancellationToken);
        try
        {
            var task = await hubSpot.WriteAsync(Task(execution, content), cancellationToken);
            return new Performed.Done(new EscalationResult
            {
                Executed = true,
                TaskId = task,
                Link = (await hubSpot.FindLinkAsync("0-27", task, cancellationToken))?.AbsoluteUri,
                GmailDraftId = draft.Id,
                DraftLink = draft.Link,
            });
        }
        catch (ConnectorException error) when (!error.IsTransient)
        {
            // Refused for a reason: half an escalation is none.
            await drafts.DeleteAsync(execution, draft.Id, cancellationToken);
            throw;
        }
    }

    private static TaskEngagement Task(Execution execution, PreviewedEscalation content) => new()
    {
        ExecutionId = execution.Id.ToString(),
        HubSpotOwnerId = content.OwnerId,
        ContactId = execution.Contact?.Id,
        CompanyId = execution.Company?.Id,
        DealId = execution.Deal?.Id,
        Subject = content.Subject,
        Notes = content.Body,
        DueAt = content.DueAt,
        IsUrgent = true,
    };
}
