namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>A task in HubSpot.</summary>
public sealed record TaskEngagement : Engagement
{
    /// <summary>What is to be done.</summary>
    public required string Subject { get; init; }

    /// <summary>More about it.</summary>
    public required string Notes { get; init; }

    /// <summary>By when.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Whether it comes before the others.</summary>
    public bool IsUrgent { get; init; }

    internal override string ObjectType => "tasks";

    internal override string Noun => "the task";

    internal override string TextProperty => "hs_task_body";

    internal override string TextValue => Notes;

    internal override (int Contact, int Company, int Deal) AssociationTypes => (204, 192, 216);

    internal override IEnumerable<KeyValuePair<string, string>> Values() =>
    [
        new("hs_timestamp", HubSpotProperties.FilterValue(DueAt)),
        new("hs_task_subject", Subject),
        new("hs_task_status", "NOT_STARTED"),
        new("hs_task_priority", IsUrgent ? "HIGH" : "MEDIUM"),
        new("hs_task_type", "TODO"),
    ];
}
