namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>A mail of ours as HubSpot's timeline shows it.</summary>
public sealed record EmailEngagement
{
    /// <summary>The execution behind it; logging the same one twice leaves one record.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    /// <summary>When it was made or sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Whether it has left; a draft has no status, because HubSpot has none for drafts.</summary>
    public bool Sent { get; init; }

    /// <summary>HubSpot user it belongs to.</summary>
    public string? HubSpotOwnerId { get; init; }

    /// <summary>Associated contact.</summary>
    public string? ContactId { get; init; }

    /// <summary>Associated company.</summary>
    public string? CompanyId { get; init; }

    /// <summary>Associated deal.</summary>
    public string? DealId { get; init; }

    internal IEnumerable<(string Type, string Id, int AssociationTypeId)> Targets()
    {
        (string Type, string? Id, int AssociationTypeId)[] targets = [("contacts", ContactId, 198), ("companies", CompanyId, 186), ("deals", DealId, 210)];
        return targets.Where(target => target.Id is not null).Select(target => (target.Type, target.Id!, target.AssociationTypeId));
    }

    internal Dictionary<string, string> Properties(string text)
    {
        Dictionary<string, string> properties = new(StringComparer.Ordinal)
        {
            ["hs_timestamp"] = HubSpotProperties.FilterValue(Timestamp),
            ["hs_email_direction"] = "EMAIL",
            ["hs_email_subject"] = Subject,
            ["hs_email_text"] = text,
        };
        if (Sent)
        {
            properties["hs_email_status"] = "SENT";
        }

        if (HubSpotOwnerId is not null)
        {
            properties["hubspot_owner_id"] = HubSpotOwnerId;
        }

        return properties;
    }
}
