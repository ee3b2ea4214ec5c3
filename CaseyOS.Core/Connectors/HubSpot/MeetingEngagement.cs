namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>A meeting on HubSpot's timelines.</summary>
public sealed record MeetingEngagement : Engagement
{
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>Its agenda, plain text; its lines are kept.</summary>
    public required string Agenda { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Where: the address of the video call.</summary>
    public string? Location { get; init; }

    internal override string ObjectType => "meetings";

    internal override string Noun => "the meeting";

    internal override string TextProperty => "hs_meeting_body";

    // The body is HTML: what is meant as text must not become markup.
    internal override string TextValue => System.Net.WebUtility.HtmlEncode(Agenda).Replace("\n", "<br>", StringComparison.Ordinal);

    internal override (int Contact, int Company, int Deal) AssociationTypes => (200, 188, 212);

    internal override IEnumerable<KeyValuePair<string, string>> Values()
    {
        yield return new("hs_timestamp", HubSpotProperties.FilterValue(Start));
        yield return new("hs_meeting_title", Title);
        yield return new("hs_meeting_start_time", HubSpotProperties.FilterValue(Start));
        yield return new("hs_meeting_end_time", HubSpotProperties.FilterValue(End));
        yield return new("hs_meeting_outcome", "SCHEDULED");
        if (Location is not null)
        {
            yield return new("hs_meeting_location", Location);
        }
    }
}
