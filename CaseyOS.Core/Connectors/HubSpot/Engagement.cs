namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Something of ours on HubSpot's timelines: a mail, a task, a note. Written twice for one execution it is one record.</summary>
public abstract record Engagement
{
    /// <summary>The execution behind it; writing the same one twice leaves one record.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>HubSpot user it belongs to.</summary>
    public string? HubSpotOwnerId { get; init; }

    /// <summary>Associated contact.</summary>
    public string? ContactId { get; init; }

    /// <summary>Associated company.</summary>
    public string? CompanyId { get; init; }

    /// <summary>Associated deal.</summary>
    public string? DealId { get; init; }

    /// <summary>HubSpot's name of this kind of record, in the plural.</summary>
    internal abstract string ObjectType { get; }

    /// <summary>What it is called in a sentence: "the task".</summary>
    internal abstract string Noun { get; }

    /// <summary>The property that holds its text, where a mark can stand if the portal allows no property of ours.</summary>
    internal abstract string TextProperty { get; }

    /// <summary>Its text.</summary>
    internal abstract string TextValue { get; }

    /// <summary>HubSpot's association types from this kind to contacts, companies and deals.</summary>
    internal abstract (int Contact, int Company, int Deal) AssociationTypes { get; }

    /// <summary>Its properties but text and owner.</summary>
    internal abstract IEnumerable<KeyValuePair<string, string>> Values();

    internal IEnumerable<(string Type, string Id, int AssociationTypeId)> Targets()
    {
        var types = AssociationTypes;
        (string Type, string? Id, int AssociationTypeId)[] targets =
            [("contacts", ContactId, types.Contact), ("companies", CompanyId, types.Company), ("deals", DealId, types.Deal)];
        return targets.Where(target => target.Id is not null).Select(target => (target.Type, target.Id!, target.AssociationTypeId));
    }

    internal Dictionary<string, string> Properties(string text)
    {
        var properties = new Dictionary<string, string>(Values(), StringComparer.Ordinal) { [TextProperty] = text };
        if (HubSpotOwnerId is not null)
        {
            properties["hubspot_owner_id"] = HubSpotOwnerId;
        }

        return properties;
    }
}
