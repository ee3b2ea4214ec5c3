using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Guards;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Delivery;

/// <summary>
/// Sends the draft of an execution, once: <c>drafts.send</c> of that draft id can succeed only once, and whoever is not sure
/// whether it did looks first for the draft and then for the mail that it became.
/// </summary>
public sealed class MailSender(GmailClient gmail, LastLook world, IOptions<ExecutionOptions> options, TimeProvider clock)
{
    private const string Deleted = "The draft was deleted in Gmail before it was sent, so nothing was sent.";
    private readonly SentMail sentMail = new(gmail);

    /// <summary>Looks at the world a last time and sends. May be called again after a crash at any point.</summary>
    public async Task<SendAnswer> SendAsync(Execution execution, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            var mayRetry = retries < options.Value.Retries;
            TimeSpan? asked = null;
            try
            {
                // Null: neither draft nor mail. After a lost answer Gmail may need a moment to show what it did.
                if (await TryAsync(execution, cancellationToken) is { } known)
                {
                    return known;
                }

                if (!mayRetry)
                {
                    return new SendAnswer.Refused(Deleted);
                }
            }
            catch (ConnectorException error) when (error.IsTransient)
            {
                if (!mayRetry)
                {
                    return await AfterTroubleAsync(execution, error.Message, ServiceState.Down, cancellationToken);
                }

                asked = error.RetryAfter;
            }
            catch (ConnectorException error)
            {
                return await AfterTroubleAsync(execution, error.Message, ServiceState.Answered, cancellationToken);
            }
            catch (ReconnectRequiredException error)
            {
                return new SendAnswer.Unknown(error.Message, ServiceState.NotAsked);
            }

            await Task.Delay(options.Value.PauseBefore(retries, asked), clock, cancellationToken);
        }
    }

    /// <summary>Takes the draft back; one that the user has changed stays, because it is his now.</summary>
    /// <returns>What is left of it outside.</returns>
    public async Task<Sighting> WithdrawAsync(Execution execution, CancellationToken cancellationToken)
    {
        var mayBeSent = execution.Withdrawal is { MayBeSent: true };
        if (await ReadAsync(execution, cancellationToken) is { } draft)
        {
            if (!DraftText.IsUnchanged(draft.Message, execution.Mail))
            {
                return new Sighting.Draft(draft.Message.ThreadId);
            }

            if (await gmail.DeleteDraftAsync(execution.Owner, draft.Id, cancellationToken))
            {
                return new Sighting.Gone();
            }

            mayBeSent = true; // it was there a moment ago
        }

        return await WhatBecameOfItAsync(execution, mayBeSent ? options.Value.Retries : 0, cancellationToken);
    }

    // Nobody may be told "not sent" because Gmail needs a moment to show what was sent.
    private async Task<Sighting> WhatBecameOfItAsync(Execution execution, int patience, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            if (await sentMail.FindAsync(execution, markedOnly: false, cancellationToken) is { } sent)
            {
                return sent;
            }

            if (retries == patience)
            {
                return new Sighting.Gone();
            }

            await Task.Delay(options.Value.PauseBefore(retries, asked: null), clock, cancellationToken);
        }
    }

    private async Task<SendAnswer?> TryAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (await ReadAsync(execution, cancellationToken) is not { } draft)
        {
            return await FindSentAsync(execution, cancellationToken);
        }

        if (await world.WhyNotAsync(execution, draft, cancellationToken) is { } reason)
        {
            return new SendAnswer.Refused(reason);
        }

        return await gmail.SendDraftAsync(execution.Owner, draft.Id, cancellationToken) is { } sent
            && await gmail.GetMessageAsync(execution.Owner, sent.Id, cancellationToken) is { } message
                ? new SendAnswer.Sent(new(message.Id, message.MessageId, message.ThreadId, message.InternalDate, Edited: false))
                : await FindSentAsync(execution, cancellationToken);
    }

    // Gmail is in trouble, or has refused something. If the draft is there still, nothing was sent.
    private async Task<SendAnswer> AfterTroubleAsync(Execution execution, string reason, ServiceState service, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(execution, cancellationToken) is not null
                ? new SendAnswer.Refused($"{reason} The mail was not sent.", service)
                : await FindSentAsync(execution, cancellationToken) ?? new SendAnswer.Unknown($"{reason} Whether the mail was sent is not known yet; we look again.", service);
        }
        catch (ConnectorException)
        {
            return new SendAnswer.Unknown($"{reason} Whether the mail was sent is not known yet; we look again.", service);
        }
    }

    private async Task<SendAnswer?> FindSentAsync(Execution execution, CancellationToken cancellationToken) =>
        await sentMail.FindAsync(execution, markedOnly: false, cancellationToken) is { } mail ? new SendAnswer.Sent(mail) : null;

    private Task<GmailDraft?> ReadAsync(Execution execution, CancellationToken cancellationToken) =>
        gmail.ReadDraftAsync(execution.Owner, execution.MailResult!.GmailDraftId!, cancellationToken);
}
