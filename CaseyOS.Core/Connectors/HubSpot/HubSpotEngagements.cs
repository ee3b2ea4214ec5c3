namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>
/// Writes mails, tasks and notes so that a repeat after a crash or a lost answer leaves one record: by a unique property where
/// the portal lets us have one, else after reading what is already there.
/// </summary>
internal sealed class HubSpotEngagements(HubSpotApi api, HubSpotAssociations associations, HubSpotExecutionProperties unique)
{
    public async Task<string> WriteAsync(Engagement record, CancellationToken cancellationToken)
    {
        var property = unique.Of(record.ObjectType);
        if (property.IsRefused)
        {
            return await FindOrCreateAsync(record, cancellationToken);
        }

        // As it was when the writing began: another writer may make the property while HubSpot still refuses this one.
        var isKnown = property.IsKnown;
        try
        {
            return await UpsertAsync(record, property, cancellationToken);
        }
        catch (ConnectorException error) when (error.Status == 400 && !isKnown)
        {
            // The property may simply not exist yet. If it does, HubSpot's reason was another one and comes again.
            return await property.EnsureAsync(cancellationToken)
                ? await UpsertAsync(record, property, cancellationToken)
                : await FindOrCreateAsync(record, cancellationToken);
        }
    }

    public Task ArchiveAsync(string objectType, string id, CancellationToken cancellationToken) =>
        api.DeleteAsync(api.Objects($"{objectType}/{Uri.EscapeDataString(id)}"), "Removing it from HubSpot", cancellationToken);

    private async Task<string> UpsertAsync(Engagement record, HubSpotExecutionProperty property, CancellationToken cancellationToken)
    {
        var what = What(record);
        var input = new WireUpsert(HubSpotExecutionProperty.Name, record.ExecutionId, record.Properties(record.TextValue));
        var page = await api.WriteAsync<WirePage<WireId>>(api.Objects($"{record.ObjectType}/batch/upsert"), new WireInputs<WireUpsert>([input]), what, cancellationToken);
        HubSpotErrors.ThrowIfRefused(page, what);
        var id = Only(page, what);
        property.MarkAsKnown();

        try
        {
            await AssociateAsync(record, id, what, cancellationToken);
            return id;
        }
        catch (ConnectorException error) when (!error.IsTransient && record is not EmailEngagement)
        {
            // Refused for a reason, such as a contact that is gone: a task that hangs nowhere is of no use, and "nothing was made" must be true.
            await ArchiveAsync(record.ObjectType, id, cancellationToken);
            throw;
        }
    }

    // Associating what is associated already changes nothing, so a repeat completes what an interruption left.
    private async Task AssociateAsync(Engagement record, string id, string what, CancellationToken cancellationToken)
    {
        foreach (var (type, target, typeId) in record.Targets())
        {
            var associate = new WireAssociate(new(id), new(target), [new(HubSpotAssociations.Category, typeId)]);
            var answer = await api.WriteAsync<WirePage<object>>(
                api.Associations($"{record.ObjectType}/{type}/batch/create"), new WireInputs<WireAssociate>([associate]), what, cancellationToken);
            HubSpotErrors.ThrowIfRefused(answer, what);
        }
    }

    private async Task<string> FindOrCreateAsync(Engagement record, CancellationToken cancellationToken)
    {
        var what = What(record);
        if (!record.Targets().Any())
        {
            // Nobody could find it again, so a repeat would make a second one.
            throw new ConnectorException(HubSpotErrors.Provider, $"{what} did not work: this portal allows no property of ours, so the move needs a contact, company or deal.", 400);
        }

        // Without the property the mark stands in the text, where a person can see what it is.
        var mark = $"Logged by CaseyOS, execution {record.ExecutionId}";
        if (await FindAsync(record, mark, cancellationToken) is { } known)
        {
            return known;
        }

        var inline = record.Targets().Select(target => new WireInlineAssociation(new(target.Id), [new(HubSpotAssociations.Category, target.AssociationTypeId)]));
        var create = new WireCreate(record.Properties($"{record.TextValue}\n\n{mark}"), [.. inline]);
        return (await api.WriteAsync<WireId>(api.Objects(record.ObjectType), create, what, cancellationToken)).Id;
    }

    // By associations, not by search: the search index lags behind.
    private async Task<string?> FindAsync(Engagement record, string mark, CancellationToken cancellationToken)
    {
        var what = What(record);
        foreach (var (type, target, _) in record.Targets().Take(1))
        {
            var ids = (await associations.IdsAsync(type, record.ObjectType, [target], cancellationToken)).GetValueOrDefault(target) ?? [];
            foreach (var chunk in ids.Chunk(100))
            {
                var read = new WireBatchRead([.. chunk.Select(id => new WireId(id))], [record.TextProperty], []);
                var page = await api.ReadAsync<WirePage<WireObject>>(api.Objects($"{record.ObjectType}/batch/read"), read, what, cancellationToken);
                if (page.Results?.FirstOrDefault(found => found.Text(record.TextProperty)?.Contains(mark, StringComparison.Ordinal) ?? false) is { } match)
                {
                    return match.Id;
                }
            }
        }

        return null;
    }

    private static string What(Engagement record) => $"Writing {record.Noun} to HubSpot";

    private static string Only(WirePage<WireId> page, string what) => page.Results is [{ } only]
        ? only.Id
        : throw new ConnectorException(HubSpotErrors.Provider, $"{what} did not work: HubSpot's answer holds no record.", isTransient: true);
}
