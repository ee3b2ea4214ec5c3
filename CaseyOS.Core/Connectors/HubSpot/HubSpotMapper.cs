namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>From HubSpot's records to ours.</summary>
internal static class HubSpotMapper
{
    public static Deal Deal(WireObject record) => new()
    {
        Id = record.Id,
        Name = record.Text("dealname") ?? $"deal {record.Id}",
        Amount = record.Number("amount"),
        CloseDate = record.Time("closedate"),
        PipelineId = record.Text("pipeline"),
        StageId = record.Text("dealstage"),
        StageProbability = record.Number("hs_deal_stage_probability"),
        IsClosed = record.Flag("hs_is_closed"),
        IsWon = record.Flag("hs_is_closed_won"),
        HubSpotOwnerId = record.Text("hubspot_owner_id"),
        CreatedAt = record.Time("createdate"),
        ModifiedAt = record.Time(HubSpotProperties.DealModified),
        EnteredStageAt = record.Time(HubSpotProperties.EnteredCurrentStage),
        LastContactedAt = record.Time("notes_last_contacted"),
        NextActivityAt = record.Time("notes_next_activity_date"),
        IsExistingBusiness = record.Text("dealtype") == "existingbusiness",
    };

    public static CrmRecord Record(WireObject record) => new(
        record.Id,
        (record.Properties ?? new Dictionary<string, string?>()).Where(pair => !string.IsNullOrEmpty(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal))
    {
        UpdatedAt = record.UpdatedAt,
    };

    public static Contact Contact(WireObject record) => new()
    {
        Id = record.Id,
        Email = record.Text("email")?.ToLowerInvariant(),
        FirstName = record.Text("firstname"),
        LastName = record.Text("lastname"),
        JobTitle = record.Text("jobtitle"),
        CompanyName = record.Text("company"),
        LifecycleStage = record.Text("lifecyclestage"),
        HubSpotOwnerId = record.Text("hubspot_owner_id"),
        CreatedAt = record.Time("createdate"),
        ModifiedAt = record.Time(HubSpotProperties.ContactModified),
        LastContactedAt = record.Time("notes_last_contacted"),
        LastOpenedAt = record.Time("hs_email_last_open_date"),
        LastClickedAt = record.Time("hs_email_last_click_date"),
        LastRepliedAt = record.Time("hs_email_last_reply_date"),
        ContactedCount = (int)Math.Clamp(record.Number("num_contacted_notes") ?? 0, 0, int.MaxValue),
    };

    public static Company Company(WireObject record, ConfiguredProperties configured) => new()
    {
        Id = record.Id,
        Name = record.Text("name") ?? record.Text("domain") ?? $"company {record.Id}",
        Domain = record.Text("domain")?.ToLowerInvariant(),
        Industry = record.Text("industry"),
        Employees = record.Number("numberofemployees") is { } count ? (int)Math.Clamp(count, 0, int.MaxValue) : null,
        HubSpotOwnerId = record.Text("hubspot_owner_id"),
        LastContactedAt = record.Time("notes_last_contacted"),
        RenewsAt = configured.RenewalDate is { } renewal ? record.Time(renewal) : null,
        IsReferenceable = configured.Referenceable is { } referenceable && record.Flag(referenceable),
        Usage = configured.Usage is { } usage ? record.Number(usage) : null,
        OverdueInvoices = configured.OverdueInvoices is { } invoices ? record.Number(invoices) : null,
    };

    /// <summary>What became of a deal's close date and amount, oldest value first.</summary>
    public static DealHistory History(WireObject record) => new(
        [.. Values(record, "closedate").Select(value => (value.Timestamp, new WireObject("", new Dictionary<string, string?> { ["v"] = value.Value }).Time("v")))],
        [.. Values(record, "amount").Select(value => (value.Timestamp, new WireObject("", new Dictionary<string, string?> { ["v"] = value.Value }).Number("v")))]);

    private static IEnumerable<WireValue> Values(WireObject record, string property) =>
        (record.PropertiesWithHistory?.GetValueOrDefault(property) ?? []).OrderBy(value => value.Timestamp);

    public static HubSpotOwner Owner(WireOwner owner) =>
        new(owner.Id, owner.Email?.ToLowerInvariant(), $"{owner.FirstName} {owner.LastName}".Trim() is { Length: > 0 } name ? name : null);

    public static IEnumerable<DealStage> Stages(WirePipeline pipeline) =>
        from stage in pipeline.Stages ?? []
        where !stage.Archived
        orderby stage.DisplayOrder
        let metadata = new WireObject(stage.Id, stage.Metadata)
        let probability = metadata.Number("probability")
        select new DealStage(stage.Id, stage.Label ?? stage.Id, pipeline.Id, stage.DisplayOrder, probability, metadata.Text("isClosed") is null ? probability is 0 or 1 : metadata.Flag("isClosed"));
}
