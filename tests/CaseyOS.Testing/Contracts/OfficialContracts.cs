namespace CaseyOS.Testing.Contracts;

/// <summary>The descriptions of the services that the product talks to.</summary>
public static class OfficialContracts
{
    private static readonly Lazy<OpenApiContract> LazyHubSpot = new(() => new OpenApiContract(
        [.. Directory.GetFiles(Folder("hubspot"), "*.openapi.json"), Path.Combine(Repository.Root, "tests", "CaseyOS.Testing", "Contracts", "account-info-v3.openapi.json")], FromDated));

    private static readonly Lazy<DiscoveryContract> LazyGoogle = new(() => new DiscoveryContract(
        [Path.Combine(Folder("google"), "gmail.v1.discovery.json"), Path.Combine(Folder("google"), "calendar.v3.discovery.json"), Path.Combine(Folder("google"), "oauth2.v2.discovery.json")]));

    /// <summary>HubSpot, described with numbered paths; dated ones are understood.</summary>
    public static OpenApiContract HubSpot => LazyHubSpot.Value;

    /// <summary>Gmail, Calendar and user info.</summary>
    public static DiscoveryContract Google => LazyGoogle.Value;

    /// <summary>The service that a sandbox path stands for, and the path as that service has it; null for the sandbox's own.</summary>
    public static (IApiContract Contract, string Path)? ForSandbox(string path) =>
        path.StartsWith("/hubspot/", StringComparison.Ordinal) ? (HubSpot, path["/hubspot".Length..])
        : path.StartsWith("/google/gmail/", StringComparison.Ordinal) || path.StartsWith("/google/calendar/", StringComparison.Ordinal) || path.StartsWith("/google/oauth2/v2/", StringComparison.Ordinal) ? (Google, path["/google".Length..])
        : null;

    /// <summary>/crm/objects/2026-09/deals is described as /crm/v3/objects/deals, with the same bodies.</summary>
    private static string FromDated(string path)
    {
        if (path.Split('/') is ["", "account-info", _, .. var details])
        {
            return $"/account-info/v3/{string.Join('/', details)}";
        }

        if (path.Split('/') is not ["", "crm", var area, var version, .. var rest] || !char.IsAsciiDigit(version.FirstOrDefault()))
        {
            return path;
        }

        var number = area == "associations" || (area == "objects" && rest is [_, _, "associations", ..]) ? "v4" : "v3";
        return $"/crm/{number}/{area}/{string.Join('/', rest)}";
    }

    private static string Folder(string name) => Path.Combine(ContractFolder.Path ?? throw new InvalidOperationException(ContractFolder.SkipReason), name);
}
