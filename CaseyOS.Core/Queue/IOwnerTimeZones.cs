namespace CaseyOS.Core.Queue;

/// <summary>The owner's time zone decides "today", calendar days until a date, and midnight.</summary>
public interface IOwnerTimeZones
{
    /// <summary>The zone of <paramref name="owner"/>; UTC when he has none.</summary>
    ValueTask<TimeZoneInfo> GetAsync(OwnerId owner, CancellationToken cancellationToken);
}
