using System.Text;
using System.Text.Json.Serialization;
using CaseyOS.Core.Executions.Drafting;

namespace CaseyOS.Core.Executions;

/// <summary>Drafts of content: posts, a mail, a newsletter, a case study.</summary>
/// <param name="Subject">What they are for.</param>
/// <param name="Drafts">The drafts, at least one.</param>
/// <param name="Source">What they were made from; null when that was no article.</param>
public sealed record PreviewedDrafts(string Subject, IReadOnlyList<ContentDraft> Drafts, Article? Source) : ActionContent
{
    /// <summary>Whether the user also wants them as a draft in his own mailbox.</summary>
    public bool DraftToSelf { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Label => $"Drafts \"{Subject}\"";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsKept => true;

    /// <inheritdoc/>
    public override string ToMarkdown()
    {
        var text = new StringBuilder($"# {Subject}\n");
        foreach (var draft in Drafts)
        {
            text.Append("\n## ").Append(draft.Name).Append("\n\n");
            if (draft.Subject is { } subject)
            {
                text.Append("Subject: ").Append(subject).Append("\n\n");
            }

            text.Append(draft.Text).Append('\n');
        }

        return Source?.Link is { } link ? text.Append("\n---\nSource: ").Append(link).Append('\n').ToString() : text.ToString();
    }

    /// <inheritdoc/>
    public override ActionContent Withdraw() => this with { Drafts = [], Source = null };
}

/// <summary>One draft of content.</summary>
/// <param name="Name">What it is: "Post 1", "Mail".</param>
/// <param name="Subject">Subject, where it is a mail.</param>
/// <param name="Text">Its text; may be Markdown.</param>
public sealed record ContentDraft(string Name, string? Subject, string Text);
