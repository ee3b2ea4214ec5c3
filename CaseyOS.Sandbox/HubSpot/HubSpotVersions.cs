namespace CaseyOS.Sandbox.HubSpot;

/// <summary>
/// HubSpot's dated paths put the version after the area (/crm/objects/2026-09/contacts) where the numbered ones put it
/// before (/crm/v3/objects/contacts). Bodies are the same, so the dated ones are rewritten to the numbered ones.
/// </summary>
internal static class HubSpotVersions
{
    private static readonly HashSet<string> Dated = new(StringComparer.Ordinal) { "2026-03", "2026-09" };

    /// <summary>The path as it was asked for, for links that lead on.</summary>
    public sealed record Original(PathString Path);

    public static void Rewrite(HttpContext context)
    {
        context.Features.Set(new Original(context.Request.Path));
        context.Request.Path = Rewrite(context.Request.Path);
    }

    public static PathString Rewrite(PathString path)
    {
        var parts = path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);

        if (parts is ["hubspot", "account-info", var dated, .. var details] && Dated.Contains(dated))
        {
            return $"/hubspot/account-info/v3/{string.Join('/', details)}";
        }

        // hubspot, crm, area, version, rest
        if (parts is not ["hubspot", "crm", var area, var version, ..] || !Dated.Contains(version))
        {
            return path;
        }

        var rest = string.Join('/', parts.Skip(4));
        var number = area switch
        {
            "objects" => parts.Length > 6 && parts[6] == "associations" ? "v4" : "v3",
            "associations" => "v4",
            "owners" or "pipelines" or "properties" => "v3",
            _ => version,
        };
        return $"/hubspot/crm/{number}/{area}/{rest}".TrimEnd('/');
    }
}
