namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>
/// Logs mails so that a repeat after a crash or a lost answer leaves one record: written by a unique property where the
/// portal lets us have one, else after reading what is already there.
/// </summary>
internal sealed class HubSpotEmails(HubSpotApi api, HubSpotAssociations associations, HubSpotExecutionProperty property)
{
    private const string What = "Logging the mail in HubSpot";

    public async Task<string> LogAsync(EmailEngagement email, CancellationToken cancellationToken)
    {
        if (property.IsRefused)
        {
            return await FindOrCreateAsync(email, cancellationToken);
        }

        try
        {
            return await UpsertAsync(email, cancellationToken);
        }
        catch (ConnectorException error) when (error.Status == 400 && !property.IsKnown)
        {
            // The property may simply not exist yet. If it does, HubSpot's reason was another one and comes again.
            return await property.EnsureAsync(cancellationToken)
                ? await UpsertAsync(email, cancellationToken)
                : await FindOrCreateAsync(email, cancellationToken);
        }
    }

    public Task ArchiveAsync(string id, CancellationToken cancellationToken) =>
        api.DeleteAsync(api.Objects($"emails/{Uri.EscapeDataString(id)}"), "Removing the mail from HubSpot", cancellationToken);

    private async Task<string> UpsertAsync(EmailEngagement email, CancellationToken cancellationToken)
    {
        var input = new WireUpsert(HubSpotExecutionProperty.Name, email.ExecutionId, email.Properties(email.Text));
        var page = await api.WriteAsync<WirePage<WireId>>(api.Objects("emails/batch/upsert"), new WireInputs<WireUpsert>([input]), What, cancellationToken);
        HubSpotErrors.ThrowIfRefused(page, What);
        var id = Only(page);
        property.MarkAsKnown();

        // Associating what is associated already changes nothing, so a repeat completes what an interruption left.
        foreach (var (type, target, typeId) in email.Targets())
        {
            var associate = new WireAssociate(new(id), new(target), [new(HubSpotAssociations.Category, typeId)]);
            var answer = await api.WriteAsync<WirePage<object>>(
                api.Associations($"emails/{type}/batch/create"), new WireInputs<WireAssociate>([associate]), What, cancellationToken);
            HubSpotErrors.ThrowIfRefused(answer, What);
        }

        return id;
    }

    private async Task<string> FindOrCreateAsync(EmailEngagement email, CancellationToken cancellationToken)
    {
        // Without the property the mark stands in the text, where a person can see what it is.
        var mark = $"Logged by CaseyOS, execution {email.ExecutionId}";
        if (await FindAsync(email, mark, cancellationToken) is { } known)
        {
            return known;
        }

        var inline = email.Targets().Select(target => new WireInlineAssociation(new(target.Id), [new(HubSpotAssociations.Category, target.AssociationTypeId)]));
        var create = new WireCreate(email.Properties($"{email.Text}\n\n{mark}"), [.. inline]);
        return (await api.WriteAsync<WireId>(api.Objects("emails"), create, What, cancellationToken)).Id;
    }

    // By associations, not by search: the search index lags behind.
    private async Task<string?> FindAsync(EmailEngagement email, string mark, CancellationToken cancellationToken)
    {
        foreach (var (type, target, _) in email.Targets().Take(1))
        {
            var ids = (await associations.IdsAsync(type, "emails", [target], cancellationToken)).GetValueOrDefault(target) ?? [];
            foreach (var chunk in ids.Chunk(100))
            {
                var read = new WireBatchRead([.. chunk.Select(id => new WireId(id))], ["hs_email_text"], []);
                var page = await api.ReadAsync<WirePage<WireObject>>(api.Objects("emails/batch/read"), read, What, cancellationToken);
                if (page.Results?.FirstOrDefault(found => found.Text("hs_email_text")?.Contains(mark, StringComparison.Ordinal) ?? false) is { } match)
                {
                    return match.Id;
                }
            }
        }

        return null;
    }

    private static string Only(WirePage<WireId> page) => page.Results is [{ } only]
        ? only.Id
        : throw new ConnectorException(HubSpotErrors.Provider, $"{What} did not work: HubSpot's answer holds no record.", isTransient: true);
}
