namespace CaseyOS.Functions.Hosting;

/// <summary>When one timer ran, seen over all instances.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="LastRun">Start of the last run; null: never.</param>
/// <param name="LastSuccess">End of the last run that succeeded.</param>
/// <param name="NextRun">When the next run is due, as the host said at the last one.</param>
/// <param name="LatenessSeconds">How long the next run is overdue; 0 while it is not.</param>
/// <param name="LastError">Why the last run failed; null when it succeeded.</param>
internal sealed record TimerBeat(
    string Function, DateTimeOffset? LastRun, DateTimeOffset? LastSuccess, DateTimeOffset? NextRun, double LatenessSeconds, string? LastError);
