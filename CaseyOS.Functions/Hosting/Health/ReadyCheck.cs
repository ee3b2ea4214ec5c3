namespace CaseyOS.Functions.Hosting;

/// <summary>One thing the program needs, tried for real whenever <c>/ready</c> is asked.</summary>
/// <param name="Name">As the answer names it.</param>
/// <param name="IsNeeded">Without it nothing works: 503. Otherwise the answer says "degraded".</param>
/// <param name="TryAsync">Throws when it does not work.</param>
public sealed record ReadyCheck(string Name, bool IsNeeded, Func<CancellationToken, Task> TryAsync);
