using System.Globalization;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>What HubSpot last said of the calls that are left for today. It says so with each answer to a private app's key.</summary>
public sealed class HubSpotQuota
{
    private const string Header = "X-HubSpot-RateLimit-Daily-Remaining";
    private volatile object? left;

    /// <summary>Calls left today; null before HubSpot said so, or when it never does.</summary>
    public int? LeftToday => left as int?;

    internal void Note(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues(Header, out var values) && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var remaining))
        {
            left = remaining;
        }
    }
}
