namespace CaseyOS.Core.Accounts;

/// <summary>Who may use this installation. The keys are at the root, where operators look for them.</summary>
public sealed class AccountOptions
{
    /// <summary>Comma-separated addresses that may sign in.</summary>
    [Microsoft.Extensions.Configuration.ConfigurationKeyName("ALLOWED_EMAILS")]
    public string? AllowedEmails { get; set; }

    /// <summary>Comma-separated domains whose addresses may sign in.</summary>
    [Microsoft.Extensions.Configuration.ConfigurationKeyName("ALLOWED_DOMAINS")]
    public string? AllowedDomains { get; set; }

    /// <summary>Receives records without an owner; the first of <see cref="AllowedEmails"/> unless set.</summary>
    [Microsoft.Extensions.Configuration.ConfigurationKeyName("DEFAULT_OWNER")]
    public string? DefaultOwner { get; set; }
}
