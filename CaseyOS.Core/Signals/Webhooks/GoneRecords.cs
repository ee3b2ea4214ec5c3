namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>Records that HubSpot no longer has, and why.</summary>
/// <param name="Deals">Reason by deal id.</param>
/// <param name="Contacts">Reason by contact id.</param>
/// <param name="Erased">Contacts that were erased for privacy: nothing about them is pursued any more.</param>
public sealed record GoneRecords(IReadOnlyDictionary<string, string> Deals, IReadOnlyDictionary<string, string> Contacts, IReadOnlySet<string> Erased)
{
    /// <summary>All are there.</summary>
    public static GoneRecords None { get; } = Of([], []);

    /// <summary>Takes the reasons from the events.</summary>
    public static GoneRecords Of(IEnumerable<HubSpotRecord> missing, IReadOnlyList<HubSpotEvent> news)
    {
        List<HubSpotRecord> gone = [.. missing];
        return new(
            Reasons(HubSpotRecord.Deal),
            Reasons(HubSpotRecord.Contact),
            news.Where(change => change.Kind == HubSpotEventKind.PrivacyDeletion).Select(change => change.Record.Id).ToHashSet(StringComparer.Ordinal));

        Dictionary<string, string> Reasons(string type) => gone.Where(record => record.Type == type).ToDictionary(record => record.Id, record => Why(record, news), StringComparer.Ordinal);
    }

    private static string Why(HubSpotRecord record, IReadOnlyList<HubSpotEvent> news) =>
        news.Any(change => change.Kind == HubSpotEventKind.Merge && change.Others.Contains(record)) ? $"The {record.Type} was merged into another one in HubSpot."
        : news.Any(change => change.Record == record && change.Kind == HubSpotEventKind.PrivacyDeletion) ? "The person was erased in HubSpot."
        : news.Any(change => change.Record == record && change.Kind == HubSpotEventKind.Deletion) ? $"The {record.Type} was deleted in HubSpot."
        : $"The {record.Type} is no longer in HubSpot.";
}
