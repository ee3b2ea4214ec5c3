namespace CaseyOS.Sandbox.Truth;

/// <summary>Which outside service a path belongs to.</summary>
internal static class Providers
{
    public const string Google = "google";
    public const string HubSpot = "hubspot";

    public static string? Of(PathString path) =>
        path.StartsWithSegments("/" + Google, StringComparison.Ordinal) ? Google
        : path.StartsWithSegments("/" + HubSpot, StringComparison.Ordinal) ? HubSpot
        : null;
}
