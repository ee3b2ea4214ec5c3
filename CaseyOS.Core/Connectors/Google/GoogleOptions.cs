using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Google's addresses and our credentials there. Only these differ between Google and a stand-in.</summary>
public sealed class GoogleOptions
{
    /// <summary>Configuration section.</summary>
    public const string SectionName = "Google";

    /// <summary>OAuth client id of this installation.</summary>
    [Required]
    public string ClientId { get; set; } = "";

    /// <summary>OAuth client secret of this installation.</summary>
    [Required]
    public string ClientSecret { get; set; } = "";

    /// <summary>Consent page.</summary>
    [Required]
    public Uri AuthorizationEndpoint { get; set; } = new("https://accounts.google.com/o/oauth2/v2/auth");

    /// <summary>Exchanges codes and refresh tokens.</summary>
    [Required]
    public Uri TokenEndpoint { get; set; } = new("https://oauth2.googleapis.com/token");

    /// <summary>Ends a grant.</summary>
    [Required]
    public Uri RevokeEndpoint { get; set; } = new("https://oauth2.googleapis.com/revoke");

    /// <summary>Tells who signed in.</summary>
    [Required]
    public Uri UserInfoEndpoint { get; set; } = new("https://openidconnect.googleapis.com/v1/userinfo");

    /// <summary>Root of the Gmail API.</summary>
    [Required]
    public Uri GmailBaseAddress { get; set; } = new("https://gmail.googleapis.com");

    /// <summary>Root of the Calendar API.</summary>
    [Required]
    public Uri CalendarBaseAddress { get; set; } = new("https://www.googleapis.com");

    /// <summary>What is asked for at sign-in, all at once.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = GoogleScopes.SignIn;

    /// <summary>Calls per owner, to all services together, that may run at the same time; Gmail refuses more with "too many concurrent requests".</summary>
    [Range(1, 20)]
    public int MaxConcurrentCalls { get; set; } = 4;

    /// <summary>Units of Gmail's quota that reads of one owner may use in a minute: 80 % of what Google grants, the rest is for writing.</summary>
    [Range(100, 1_000_000)]
    public int UnitsPerMinute { get; set; } = 4800;

    /// <summary>How long before its end an access token is renewed.</summary>
    public TimeSpan RefreshBefore { get; set; } = TimeSpan.FromMinutes(5);
}
