namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>A mail of ours as HubSpot's timeline shows it.</summary>
public sealed record EmailEngagement : Engagement
{
    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    /// <summary>When it was made or sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Whether it has left; a draft has no status, because HubSpot has none for drafts.</summary>
    public bool Sent { get; init; }

    internal override string ObjectType => "emails";

    internal override string Noun => "the mail";

    internal override string TextProperty => "hs_email_text";

    internal override string TextValue => Text;

    internal override (int Contact, int Company, int Deal) AssociationTypes => (198, 186, 210);

    internal override IEnumerable<KeyValuePair<string, string>> Values()
    {
        yield return new("hs_timestamp", HubSpotProperties.FilterValue(Timestamp));
        yield return new("hs_email_direction", "EMAIL");
        yield return new("hs_email_subject", Subject);
        if (Sent)
        {
            yield return new("hs_email_status", "SENT");
        }
    }
}
