using System.Globalization;
using CaseyOS.Core.Connectors.Google;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>Drafts to the user himself or a colleague that accompany an effect. Each carries its execution's id in a header, by which it is found again.</summary>
public sealed class MarkedDrafts(GmailClient gmail, IOptions<ExecutionOptions> options)
{
    private readonly SentMail sentMail = new(gmail);

    /// <summary>The execution's draft: the one that is there, else a new one.</summary>
    /// <param name="execution">Whose.</param>
    /// <param name="to">Address of a colleague or of the user.</param>
    /// <param name="subject">Subject.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="mayExist">Whether somebody may have made it before; then it is looked for, also among sent mail.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<MarkedDraft> MakeAsync(Execution execution, string to, string subject, string body, bool mayExist, CancellationToken cancellationToken)
    {
        if (mayExist && await FindAsync(execution, cancellationToken) is { } found)
        {
            return found;
        }

        var mail = new OutgoingMail
        {
            To = to,
            Subject = subject,
            Body = body,
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [OutgoingMail.ExecutionHeader] = execution.Id.ToString() },
        };
        return Of(await gmail.CreateDraftAsync(execution.Owner, mail, cancellationToken), execution);
    }

    /// <summary>What is there of the execution's draft; null when there is nothing.</summary>
    public async Task<MarkedDraft?> FindAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (await gmail.FindDraftByExecutionAsync(execution.Owner, execution.Id.ToString(), cancellationToken) is { } draft)
        {
            return Of(draft, execution);
        }

        // The user may have been faster.
        return execution is { Attempts: > 1, Recipient: not null } && await sentMail.FindAsync(execution, markedOnly: true, cancellationToken) is not null ? new(null, null) : null;
    }

    /// <summary>Deletes a draft; no error when it is gone already.</summary>
    /// <exception cref="ConflictException"><c>irreversible</c>: the user has sent it to somebody else.</exception>
    public async Task DeleteAsync(Execution execution, string? draftId, CancellationToken cancellationToken)
    {
        if (draftId is null || await gmail.DeleteDraftAsync(execution.Owner, draftId, cancellationToken))
        {
            return;
        }

        if (execution.Recipient is { } to && await sentMail.FindAsync(execution, markedOnly: false, cancellationToken) is not null)
        {
            throw new ConflictException("irreversible", $"You sent the draft to {to}; a sent mail cannot be taken back, so nothing was undone.");
        }
    }

    private MarkedDraft Of(GmailDraft draft, Execution execution) =>
        new(draft.Id, string.Format(CultureInfo.InvariantCulture, options.Value.DraftLink, draft.Message.Id, Uri.EscapeDataString(execution.ExecutedBy)));
}

/// <summary>A draft that carries its execution's mark.</summary>
/// <param name="Id">Gmail's draft id; null when the user has sent it already.</param>
/// <param name="Link">Opens it.</param>
public sealed record MarkedDraft(string? Id, string? Link);
