using System.Collections.Frozen;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions.Records;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Drafting;

/// <summary>The content actions: drafts out of what there is, kept with the move, and as a draft in the user's own mailbox where he wishes it.</summary>
public sealed class ContentHandler(HubSpotClient hubSpot, ArticleSources sources, MarkedDrafts mailbox, EffectTries tries) : IActionHandler
{
    /// <inheritdoc/>
    public IReadOnlySet<ActionType> Actions { get; } =
        new[] { ActionType.ContentRepurpose, ActionType.SocialPost, ActionType.NewsletterDraft, ActionType.AssetCreate }.ToFrozenSet();

    /// <inheritdoc/>
    public Reversibility Reversibility => Reversibility.Reversible;

    /// <inheritdoc/>
    public string PointOfNoReturn =>
        "None without a draft in the mailbox: the drafts are kept with the execution. With one, Gmail takes it (users.drafts.create); it stays undoable.";

    /// <inheritdoc/>
    public EffectWords Words { get; } = new(
        "Keeps these drafts with the move, to copy or to download. Nothing is published.",
        "drafts kept",
        "The drafts are kept with the move.",
        "The drafts were deleted.",
        "Gmail has not answered in time. We look again shortly whether the draft was made.");

    /// <inheritdoc/>
    public async Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        var written = await WriteAsync(item, MailFacts.Of(item, new MailContext(), sender).SignOff, cancellationToken);
        return new(overrides?.ApplyTo(written) ?? written, written);
    }

    /// <inheritdoc/>
    public Task<Performed> PerformAsync(Execution execution, CancellationToken cancellationToken)
    {
        var content = (PreviewedDrafts)execution.Content;
        return content.DraftToSelf
            ? tries.RunAsync(
                execution.Attempts > 1,
                async mayExist => Done(execution, await mailbox.MakeAsync(execution, execution.ExecutedBy, content.Subject, content.ToMarkdown(), mayExist, cancellationToken)),
                async () => await mailbox.FindAsync(execution, cancellationToken) is { } draft ? Done(execution, draft) : null,
                cancellationToken)
            : Task.FromResult<Performed>(Done(execution, null));
    }

    /// <inheritdoc/>
    public async Task<Sighting.Sent?> UndoAsync(Execution execution, CancellationToken cancellationToken)
    {
        await mailbox.DeleteAsync(execution, (execution.Result as DraftsResult)?.GmailDraftId, cancellationToken);
        return null;
    }

    private async Task<PreviewedDrafts> WriteAsync(QueueItem item, string signOff, CancellationToken cancellationToken)
    {
        switch (item.ActionType)
        {
            case ActionType.NewsletterDraft:
                var issue = await sources.ReadIssueAsync(cancellationToken);
                return new(item.Title, [NewsletterIssue.Write(issue, signOff)], new(string.Join(" · ", issue.Select(article => article.Title)), null, string.Join("\n\n", issue.Select(article => article.Text))));

            case ActionType.AssetCreate when item.ActionContext is not ContentContext:
                var facts = await AccountFacts.ReadAsync(hubSpot, item, cancellationToken);
                return new(item.Title, CaseStudy.Write(facts, facts.Company?.Name ?? facts.Contact?.CompanyName ?? facts.Contact?.DisplayName ?? item.Title, signOff), null);

            case ActionType.SocialPost:
                var post = await sources.ReadAsync(item, cancellationToken);
                return new(item.Title, ArticlePosts.Posts(post), post);

            default:
                var article = await sources.ReadAsync(item, cancellationToken);
                return new(item.Title, [.. ArticlePosts.Posts(article), ArticlePosts.Mail(article, signOff)], article);
        }
    }

    private static Performed.Done Done(Execution execution, MarkedDraft? draft) => new(new DraftsResult
    {
        Executed = true,
        Markdown = $"/api/executions/{execution.Id}/content.md",
        GmailDraftId = draft?.Id,
        Link = draft?.Link,
    });
}
