namespace CaseyOS.Core.Queue;

/// <summary>A HubSpot record that a move is about: its id, and the name the page shows.</summary>
/// <param name="Id">HubSpot record id.</param>
/// <param name="Name">Display name.</param>
public sealed record Related(string Id, string Name);
