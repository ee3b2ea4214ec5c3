using System.Globalization;
using Microsoft.Extensions.Configuration.Memory;

namespace CaseyOS.Functions.Local;

/// <summary>Settings that make a fresh clone run. Whatever is configured anywhere else wins.</summary>
internal static class LocalDefaults
{
    private const string EveryTenSeconds = "*/10 * * * * *";

    /// <summary>Adds <paramref name="values"/> below every other source.</summary>
    public static void AddDefaults(this IConfigurationBuilder configuration, IEnumerable<KeyValuePair<string, string?>> values) =>
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [.. values] });

    public static Dictionary<string, string?> Product(LocalOptions local) => new(StringComparer.Ordinal)
    {
        ["PublicBaseUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{local.Port}"),
        ["DataProtection:KeyFile"] = Path.Combine(local.DataDirectory!, "key-ring.key"),
        ["Schedules:PollHubSpot"] = EveryTenSeconds,
        ["Schedules:PollGmail"] = "5/10 * * * * *",
        ["Schedules:PollCalendar"] = "20/30 * * * * *",
        ["Schedules:SweepSignals"] = "30 */5 * * * *",
        ["Schedules:RecalculateScores"] = "0 */10 * * * *",
        ["Schedules:DetectOutcomes"] = "8/10 * * * * *",
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
    };

    /// <summary>The sandbox in the place of HubSpot and Google: addresses and credentials are all that differ.</summary>
    public static Dictionary<string, string?> Sandbox(int port)
    {
        var root = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
        return new(StringComparer.Ordinal)
        {
            ["ALLOWED_EMAILS"] = "casey@dwtb.example,alex@dwtb.example",
            ["HubSpot:BaseAddress"] = $"{root}/hubspot",
            ["HubSpot:AppAddress"] = $"{root}/hubspot-app",
            ["HubSpot:AccessToken"] = "sandbox-hubspot-key",
            ["HubSpot:ClientSecret"] = "sandbox-hubspot-secret",
            ["HubSpot:RenewalDateProperty"] = "renewal_date",
            ["HubSpot:ReferenceableProperty"] = "referenceable",
            ["HubSpot:UsageProperty"] = "seats_used",
            ["HubSpot:OverdueInvoicesProperty"] = "overdue_invoices",
            ["Signals:ContentFeeds:0"] = $"{root}/feeds/newsletter.xml",
            ["Forms:Secret"] = "sandbox-form-secret",
            ["Google:ClientId"] = "caseyos-sandbox",
            ["Google:ClientSecret"] = "caseyos-sandbox",
            ["Google:AuthorizationEndpoint"] = $"{root}/google/o/oauth2/v2/auth",
            ["Google:TokenEndpoint"] = $"{root}/google/token",
            ["Google:RevokeEndpoint"] = $"{root}/google/revoke",
            ["Google:UserInfoEndpoint"] = $"{root}/google/v1/userinfo",
            ["Google:GmailBaseAddress"] = $"{root}/google",
            ["Google:CalendarBaseAddress"] = $"{root}/google",
            ["Sandbox:Url"] = root,
            ["Execution:DraftLink"] = $"{root}/sandbox?account={{1}}",
        };
    }
}
