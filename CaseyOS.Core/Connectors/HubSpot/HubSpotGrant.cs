namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>What an installation of our app in a HubSpot account gave us.</summary>
/// <param name="RefreshToken">Access tokens are had by it.</param>
/// <param name="InstalledAt">Since when.</param>
public sealed record HubSpotGrant(string RefreshToken, DateTimeOffset InstalledAt)
{
    /// <summary>Keeps the token out of logs and messages.</summary>
    public override string ToString() => $"HubSpotGrant {{ InstalledAt = {InstalledAt:O} }}";
}
