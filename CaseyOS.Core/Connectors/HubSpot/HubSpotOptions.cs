using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>The HubSpot account of this installation.</summary>
public sealed class HubSpotOptions : IValidatableObject
{
    /// <summary>Configuration section.</summary>
    public const string SectionName = "HubSpot";

    /// <summary>Where HubSpot's own pages are, unless an account is told otherwise.</summary>
    internal const string AppHost = "app.hubspot.com";

    /// <summary>Root of the API.</summary>
    [Required]
    public Uri BaseAddress { get; set; } = new("https://api.hubapi.com");

    /// <summary>Date-based version, part of every path.</summary>
    [Required, RegularExpression(@"\d{4}-\d{2}(-beta)?", ErrorMessage = "HubSpot:ApiVersion must be a date-based version such as 2026-09.")]
    public string ApiVersion { get; set; } = "2026-09";

    /// <summary>Service key or app access token; empty for an OAuth app.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>The app's client secret, with which HubSpot signs webhooks; without it every one of them is refused.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Client id of an OAuth app, which is installed on the settings page or has its <see cref="RefreshToken"/> here.</summary>
    public string? ClientId { get; set; }

    /// <summary>What an OAuth app got when it was installed; access tokens are then had by it and renewed.</summary>
    public string? RefreshToken { get; set; }

    /// <summary>Root of the pages that users see; the consent page of an OAuth app is there.</summary>
    [Required]
    public Uri AppAddress { get; set; } = new($"https://{AppHost}");

    /// <summary>What an OAuth app asks for; the app itself must name the same.</summary>
    public IReadOnlyList<string> Scopes { get; set; } =
    [
        "oauth", "crm.objects.contacts.read", "crm.objects.contacts.write", "crm.objects.companies.read", "crm.objects.companies.write",
        "crm.objects.deals.read", "crm.objects.owners.read", "crm.schemas.contacts.write",
    ];

    /// <summary>Version of the token endpoint, part of its path.</summary>
    [Required]
    public string OAuthVersion { get; set; } = "v1";

    /// <summary>The HubSpot account that this installation serves; when set, webhook events of other accounts are left alone.</summary>
    public long? PortalId { get; set; }

    /// <summary>Internal name of the company property with the date on which the contract ends or renews; empty: rules about renewals are silent and say so.</summary>
    [RegularExpression("[a-z0-9_]*")]
    public string RenewalDateProperty { get; set; } = "";

    /// <summary>Internal name of the company property that is true for customers who may be named; empty: the rule about case studies is silent and says so.</summary>
    [RegularExpression("[a-z0-9_]*")]
    public string ReferenceableProperty { get; set; } = "";

    /// <summary>Internal name of the company property with the share of what a customer pays for that he uses, 0 to 100; empty: health reports say that it is not configured.</summary>
    [RegularExpression("[a-z0-9_]*")]
    public string UsageProperty { get; set; } = "";

    /// <summary>Internal name of the company property with the number of overdue invoices; empty: health reports say that it is not configured.</summary>
    [RegularExpression("[a-z0-9_]*")]
    public string OverdueInvoicesProperty { get; set; } = "";

    /// <summary>The properties whose names are configuration.</summary>
    public ConfiguredProperties Properties => new()
    {
        RenewalDate = RenewalDateProperty.Length == 0 ? null : RenewalDateProperty,
        Referenceable = ReferenceableProperty.Length == 0 ? null : ReferenceableProperty,
        Usage = UsageProperty.Length == 0 ? null : UsageProperty,
        OverdueInvoices = OverdueInvoicesProperty.Length == 0 ? null : OverdueInvoicesProperty,
    };

    /// <summary>Records per search page.</summary>
    [Range(1, 200)]
    public int PageSize { get; set; } = 200;

    /// <summary>Records per batch call.</summary>
    [Range(1, 100)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Calls of any kind within ten seconds; 100 is the smallest limit of any HubSpot plan.</summary>
    [Range(1, 1000)]
    public int CallsPerTenSeconds { get; set; } = 100;

    /// <summary>Searches within one second; HubSpot counts them per account.</summary>
    [Range(1, 100)]
    public int SearchesPerSecond { get; set; } = 5;

    /// <summary>Calls from midnight to midnight; 250 000 is the smallest limit of any HubSpot plan.</summary>
    [Range(100, 10_000_000)]
    public long CallsPerDay { get; set; } = 250_000;

    /// <summary>Time zone of the HubSpot account, in which its day begins: an IANA name.</summary>
    [TimeZone]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Longest wait for a free call before giving up with "try later".</summary>
    public TimeSpan MaxRateLimitWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long contacts and deals are kept.</summary>
    public TimeSpan RecordLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long companies are kept.</summary>
    public TimeSpan CompanyLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long owners, pipelines and properties are kept.</summary>
    public TimeSpan SetupLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isApp = !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret);
        if (!isApp && (!string.IsNullOrEmpty(RefreshToken) || string.IsNullOrWhiteSpace(AccessToken)))
        {
            yield return new(string.IsNullOrEmpty(RefreshToken)
                ? "HubSpot:AccessToken is missing: set it to a service key (Settings, Integrations, Service Keys) or an app access token; or set HubSpot:ClientId and HubSpot:ClientSecret of an OAuth app and install it on the settings page."
                : "HubSpot:RefreshToken needs HubSpot:ClientId and HubSpot:ClientSecret of the same app.");
        }
    }
}
