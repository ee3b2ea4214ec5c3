namespace CaseyOS.Core.Connectors.Google;

/// <summary>A service of Google: what users call it, and what to allow when it was not granted.</summary>
internal sealed record GoogleService(string Name, string Permission)
{
    public static readonly GoogleService Gmail = new("Gmail", "to read mail and to make drafts");

    public static readonly GoogleService Calendar = new("Calendar", "to see and change your calendar");
}
