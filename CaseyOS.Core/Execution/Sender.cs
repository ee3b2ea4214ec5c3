namespace CaseyOS.Core.Executions;

/// <summary>Who acts: the user in whose name a mail is written.</summary>
/// <param name="Owner">Whose moves.</param>
/// <param name="Email">His address, kept as <c>executed_by</c>.</param>
/// <param name="Name">His name, of which the first word signs the mail; null takes it from the address.</param>
/// <param name="TimeZone">Decides on which day a date falls.</param>
public sealed record Sender(OwnerId Owner, string Email, string? Name, TimeZoneInfo TimeZone)
{
    /// <summary>Whether a script asks in his name.</summary>
    public bool ByScript { get; init; }
}
