namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>A note in HubSpot.</summary>
public sealed record NoteEngagement : Engagement
{
    /// <summary>Plain text; its lines are kept.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    internal override string ObjectType => "notes";

    internal override string Noun => "the note";

    internal override string TextProperty => "hs_note_body";

    // The body is HTML: what is meant as text must not become markup.
    internal override string TextValue => System.Net.WebUtility.HtmlEncode(Text).Replace("\n", "<br>", StringComparison.Ordinal);

    internal override (int Contact, int Company, int Deal) AssociationTypes => (202, 190, 214);

    internal override IEnumerable<KeyValuePair<string, string>> Values() => [new("hs_timestamp", HubSpotProperties.FilterValue(Timestamp))];
}
