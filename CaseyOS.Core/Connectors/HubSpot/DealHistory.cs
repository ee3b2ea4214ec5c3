namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>The values that a deal's close date and amount had, oldest first, each with the moment it was set.</summary>
public sealed record DealHistory(IReadOnlyList<(DateTimeOffset At, DateTimeOffset? Value)> CloseDates, IReadOnlyList<(DateTimeOffset At, double? Value)> Amounts);
