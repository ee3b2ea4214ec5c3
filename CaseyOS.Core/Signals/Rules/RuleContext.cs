using CaseyOS.Core.Connectors.HubSpot;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>Everything besides the facts that a rule may look at.</summary>
/// <param name="Now">The present.</param>
/// <param name="Zone">The owner's time zone: decides "today".</param>
/// <param name="Options">Thresholds.</param>
/// <param name="IdealCustomer">The ideal customer profile, for the strategic driver.</param>
public sealed record RuleContext(DateTimeOffset Now, TimeZoneInfo Zone, SignalOptions Options, IdealCustomerOptions IdealCustomer)
{
    /// <summary>Names of the HubSpot properties that are configuration.</summary>
    public ConfiguredProperties Properties { get; init; } = new();

    /// <summary>Whether anybody brings news about companies.</summary>
    public bool HasNews { get; init; }

    /// <summary>The owner's date.</summary>
    public DateOnly Today => LocalDate(Now);

    /// <summary>The last second of the owner's day: what "today" means as a due date.</summary>
    public DateTimeOffset EndOfToday => EndOf(Today);

    /// <summary>The owner's date at a moment.</summary>
    public DateOnly LocalDate(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);

    /// <summary>
    /// The calendar date that a HubSpot date means. A date without a time arrives as midnight UTC and must not
    /// become the day before in zones west of Greenwich.
    /// </summary>
    public DateOnly CalendarDate(DateTimeOffset time) =>
        time.UtcDateTime.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(time.UtcDateTime) : LocalDate(time);

    /// <summary>Whole days from a moment until now.</summary>
    public int DaysSince(DateTimeOffset time) => (int)Math.Floor((Now - time).TotalDays);

    /// <summary>The last second of an owner's date.</summary>
    public DateTimeOffset EndOf(DateOnly date)
    {
        var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
        // Some zones skip midnight on the day the clocks change; the day then ends an hour later.
        var local = Zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight;
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime().AddSeconds(-1);
    }

    /// <summary>Base urgency of a rule: the configured one, else the rule's own.</summary>
    public double UrgencyOf(string rule, double preset) => Options.Urgency.TryGetValue(rule, out var configured) ? configured : preset;
}
