using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Outreach;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Delivery;

/// <summary>What speaks against sending a mail though nothing forbids it.</summary>
public sealed class SendConcerns(GmailClient gmail, HubSpotClient hubSpot, OutreachRules outreach)
{
    /// <summary>The draft's content, to be sent.</summary>
    public async Task<Composed> AddAsync(QueueItem item, Composed draft, Sender sender, CancellationToken cancellationToken)
    {
        var mail = (PreviewedMail)draft.Content;
        var warning = await outreach.WhyTooSoonAsync(item, mail, sender, cancellationToken);
        var tooSoon = warning is null ? null : await outreach.WhyTooSoonAsync(item, mail, sender, cancellationToken, fresh: true);
        return draft with
        {
            NewestFromThem = await gmail.FindNewestFromAsync(item.Owner, mail.To, cancellationToken),
            // What was only a warning about a draft must be overruled here.
            Warnings = [.. draft.Warnings.Where(one => one != warning)],
            Concerns = [.. new[] { Of(ConcernKind.SecondMail, tooSoon), Of(ConcernKind.OtherRecipient, await WhyOtherAsync(item, mail, cancellationToken)) }.OfType<Concern>()],
        };

        Concern? Of(ConcernKind kind, string? text) => text is null ? null : new(kind, text, draft.Overruled.Contains(kind));
    }

    private async Task<string?> WhyOtherAsync(QueueItem item, PreviewedMail mail, CancellationToken cancellationToken)
    {
        if (item.Contact is not { } contact)
        {
            return $"No contact in HubSpot belongs to this move, so nothing says whose address {mail.To} is.";
        }

        try
        {
            var known = (await hubSpot.GetContactsAsync([contact.Id], cancellationToken)).GetValueOrDefault(contact.Id)?.Email;
            return string.Equals(known, mail.To, StringComparison.OrdinalIgnoreCase) ? null
                : known is null ? $"HubSpot has no address of {contact.Name}, so nothing says whose address {mail.To} is."
                : $"{mail.To} is not the address that HubSpot has of {contact.Name} ({known}).";
        }
        catch (Exception error) when (error is ConnectorException or ReconnectRequiredException)
        {
            return $"HubSpot could not be asked whether {mail.To} is the address of {contact.Name}.";
        }
    }
}
