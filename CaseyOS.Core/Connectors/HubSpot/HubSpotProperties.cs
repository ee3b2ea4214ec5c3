using System.Globalization;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Property names as HubSpot spells them, and how their values, which are all strings, become ours.</summary>
internal static class HubSpotProperties
{
    public const string DealModified = "hs_lastmodifieddate";
    public const string ContactModified = "lastmodifieddate"; // contacts spell it without hs_

    public const string EnteredCurrentStage = "hs_v2_date_entered_current_stage";

    public static IReadOnlyList<string> Deal { get; } =
    [
        "dealname", "amount", "closedate", "pipeline", "dealstage", "hs_deal_stage_probability", "hs_is_closed", "hs_is_closed_won",
        "hubspot_owner_id", "createdate", DealModified, EnteredCurrentStage, "notes_last_contacted",
        "notes_next_activity_date", "dealtype",
    ];

    public static IReadOnlyList<string> Contact { get; } =
    [
        "email", "firstname", "lastname", "jobtitle", "company", "lifecyclestage", "hubspot_owner_id", "createdate", ContactModified,
        "notes_last_contacted", "num_contacted_notes", "hs_email_last_open_date", "hs_email_last_click_date", "hs_email_last_reply_date",
    ];

    public static IReadOnlyList<string> Company { get; } = ["name", "domain", "industry", "numberofemployees", "hubspot_owner_id", "notes_last_contacted"];

    /// <summary>With the properties whose names are this account's own.</summary>
    public static IReadOnlyList<string> CompanyWith(ConfiguredProperties configured) => [.. Company, .. configured.Names];

    /// <summary>The date a deal entered one particular stage.</summary>
    public static string EnteredStage(string stageId) => $"hs_v2_date_entered_{stageId}";

    public static string? Text(this WireObject record, string name) =>
        record.Properties?.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static double? Number(this WireObject record, string name) =>
        double.TryParse(record.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    public static bool Flag(this WireObject record, string name) => string.Equals(record.Text(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>ISO 8601, a date, or milliseconds since 1970: HubSpot writes all three.</summary>
    public static DateTimeOffset? Time(this WireObject record, string name)
    {
        var value = record.Text(name);
        if (long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var ms)
            && ms >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(ms);
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
    }

    /// <summary>A time as filters want it.</summary>
    public static string FilterValue(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
