using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Accounts;

/// <summary>Who may sign in, and who receives what belongs to nobody.</summary>
public sealed class AccountPolicy
{
    private readonly HashSet<string> emails;
    private readonly HashSet<string> domains;

    /// <summary>Reads the configured lists.</summary>
    public AccountPolicy(IOptions<AccountOptions> options)
        : this(options.Value)
    {
    }

    internal AccountPolicy(AccountOptions options)
    {
        List<string> listed = [.. Split(options.AllowedEmails)];
        emails = [.. listed];
        domains = [.. Split(options.AllowedDomains).Select(domain => domain.TrimStart('@'))];
        DefaultOwner = Split(options.DefaultOwner).FirstOrDefault() ?? listed.FirstOrDefault();
    }

    /// <summary>Address of the account that receives records without an owner. Not null once the options are validated.</summary>
    public string? DefaultOwner { get; }

    internal IReadOnlyCollection<string> Emails => emails;

    internal IReadOnlyCollection<string> Domains => domains;

    /// <summary>Whether the holder of <paramref name="email"/> may sign in. The domain is the part after the last @.</summary>
    public bool IsAllowed(string email)
    {
        var normal = Normalize(email);
        return emails.Contains(normal) || (normal.LastIndexOf('@') is > 0 and var at && domains.Contains(normal[(at + 1)..]));
    }

    /// <summary>The form in which addresses are compared and stored: trimmed, lower case.</summary>
    public static string Normalize(string email) => email.Trim().ToLowerInvariant();

    private static IEnumerable<string> Split(string? list) =>
        (list ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Normalize);
}
