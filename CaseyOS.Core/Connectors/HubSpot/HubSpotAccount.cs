namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>The HubSpot account that we are connected to.</summary>
/// <param name="PortalId">Its number; 0 when HubSpot does not tell us.</param>
/// <param name="AppAddress">Root of the pages that its users see.</param>
internal sealed record HubSpotAccount(long PortalId, Uri AppAddress)
{
    /// <summary>HubSpot refuses to tell.</summary>
    public static HubSpotAccount Unknown { get; } = new(0, new("https://app.hubspot.com"));
}
