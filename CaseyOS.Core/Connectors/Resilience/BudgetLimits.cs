namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>How much a service allows.</summary>
/// <param name="Calls">Calls within <paramref name="CallPeriod"/>.</param>
/// <param name="CallPeriod">Any stretch of that length.</param>
/// <param name="Searches">Searches within <paramref name="SearchPeriod"/>.</param>
/// <param name="SearchPeriod">Any stretch of that length.</param>
/// <param name="Daily">Calls from midnight to midnight.</param>
/// <param name="DayZone">Where that midnight is.</param>
internal sealed record BudgetLimits(int Calls, TimeSpan CallPeriod, int Searches, TimeSpan SearchPeriod, long Daily, TimeZoneInfo DayZone)
{
    /// <summary>How long a claimed call may wait for its use.</summary>
    public TimeSpan BlockLife { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Calls in one claim: few claims for a sweep, and enough left for others.</summary>
    public int CallBlock => Math.Max(1, Calls / 5);

    /// <summary>Searches in one claim.</summary>
    public int SearchBlock => Math.Max(1, (Searches + 1) / 2);

    public DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, DayZone).DateTime);

    /// <summary>The time until the daily count starts anew.</summary>
    public TimeSpan UntilTomorrow(DateTimeOffset now)
    {
        var midnight = Day(now).AddDays(1).ToDateTime(TimeOnly.MinValue);
        var local = DayZone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight;
        return new DateTimeOffset(local, DayZone.GetUtcOffset(local)) - now;
    }
}
