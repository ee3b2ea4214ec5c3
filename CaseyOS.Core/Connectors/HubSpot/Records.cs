namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>A HubSpot deal, typed. Null means HubSpot has no value.</summary>
public sealed record Deal
{
    /// <summary>Record id.</summary>
    public required string Id { get; init; }

    /// <summary>dealname.</summary>
    public required string Name { get; init; }

    /// <summary>amount, in account currency.</summary>
    public double? Amount { get; init; }

    /// <summary>closedate.</summary>
    public DateTimeOffset? CloseDate { get; init; }

    /// <summary>pipeline.</summary>
    public string? PipelineId { get; init; }

    /// <summary>dealstage.</summary>
    public string? StageId { get; init; }

    /// <summary>hs_deal_stage_probability, 0–1.</summary>
    public double? StageProbability { get; init; }

    /// <summary>hs_is_closed.</summary>
    public bool IsClosed { get; init; }

    /// <summary>hs_is_closed_won.</summary>
    public bool IsWon { get; init; }

    /// <summary>hubspot_owner_id.</summary>
    public string? HubSpotOwnerId { get; init; }

    /// <summary>createdate.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>hs_lastmodifieddate.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>hs_v2_date_entered_current_stage, else the stage's own date property.</summary>
    public DateTimeOffset? EnteredStageAt { get; init; }

    /// <summary>notes_last_contacted.</summary>
    public DateTimeOffset? LastContactedAt { get; init; }

    /// <summary>notes_next_activity_date.</summary>
    public DateTimeOffset? NextActivityAt { get; init; }

    /// <summary>dealtype is <c>existingbusiness</c>.</summary>
    public bool IsExistingBusiness { get; init; }

    /// <summary>Associated contacts.</summary>
    public IReadOnlyList<string> ContactIds { get; init; } = [];

    /// <summary>Associated (primary, else first) company.</summary>
    public string? CompanyId { get; init; }
}

/// <summary>A HubSpot contact, typed.</summary>
public sealed record Contact
{
    /// <summary>Record id.</summary>
    public required string Id { get; init; }

    /// <summary>email, lower case.</summary>
    public string? Email { get; init; }

    /// <summary>firstname.</summary>
    public string? FirstName { get; init; }

    /// <summary>lastname.</summary>
    public string? LastName { get; init; }

    /// <summary>jobtitle.</summary>
    public string? JobTitle { get; init; }

    /// <summary>company, the free-text property.</summary>
    public string? CompanyName { get; init; }

    /// <summary>lifecyclestage.</summary>
    public string? LifecycleStage { get; init; }

    /// <summary>hubspot_owner_id.</summary>
    public string? HubSpotOwnerId { get; init; }

    /// <summary>createdate.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>lastmodifieddate.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>notes_last_contacted.</summary>
    public DateTimeOffset? LastContactedAt { get; init; }

    /// <summary>num_contacted_notes.</summary>
    public int ContactedCount { get; init; }

    /// <summary>hs_email_last_open_date.</summary>
    public DateTimeOffset? LastOpenedAt { get; init; }

    /// <summary>hs_email_last_click_date.</summary>
    public DateTimeOffset? LastClickedAt { get; init; }

    /// <summary>hs_email_last_reply_date.</summary>
    public DateTimeOffset? LastRepliedAt { get; init; }

    /// <summary>Associated (primary, else first) company.</summary>
    public string? CompanyId { get; init; }

    /// <summary>First and last name, else the address, else the record id.</summary>
    public string DisplayName =>
        string.Join(' ', new[] { FirstName, LastName }.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } name ? name : Email ?? $"contact {Id}";
}

/// <summary>A HubSpot company, typed.</summary>
public sealed record Company
{
    /// <summary>Record id.</summary>
    public required string Id { get; init; }

    /// <summary>name, else domain.</summary>
    public required string Name { get; init; }

    /// <summary>domain.</summary>
    public string? Domain { get; init; }

    /// <summary>industry.</summary>
    public string? Industry { get; init; }

    /// <summary>numberofemployees.</summary>
    public int? Employees { get; init; }

    /// <summary>hubspot_owner_id.</summary>
    public string? HubSpotOwnerId { get; init; }

    /// <summary>notes_last_contacted.</summary>
    public DateTimeOffset? LastContactedAt { get; init; }

    /// <summary>The configured renewal date; null as well when no property is configured.</summary>
    public DateTimeOffset? RenewsAt { get; init; }

    /// <summary>Whether the customer may be named, by the configured property.</summary>
    public bool IsReferenceable { get; init; }

    /// <summary>Share of what he pays for that he uses, 0–100, by the configured property; null as well when none is.</summary>
    public double? Usage { get; init; }

    /// <summary>Overdue invoices, by the configured property; null as well when none is.</summary>
    public double? OverdueInvoices { get; init; }
}

/// <summary>A HubSpot user who owns records.</summary>
/// <param name="Id">Owner id.</param>
/// <param name="Email">Address, lower case.</param>
/// <param name="Name">First and last name.</param>
public sealed record HubSpotOwner(string Id, string? Email, string? Name);

/// <summary>A stage of a deal pipeline.</summary>
/// <param name="Id">Stage id.</param>
/// <param name="Label">Its name.</param>
/// <param name="PipelineId">Its pipeline.</param>
/// <param name="Order">Position within the pipeline.</param>
/// <param name="Probability">0–1.</param>
/// <param name="IsClosed">Won or lost.</param>
public sealed record DealStage(string Id, string Label, string PipelineId, int Order, double? Probability, bool IsClosed);
