namespace CaseyOS.Sandbox.OAuth;

/// <summary>A Google account that can sign in here.</summary>
internal sealed record Account(string Email, string Subject, string GivenName, string FamilyName, params string[] Aliases)
{
    /// <summary>As the calendar's settings say.</summary>
    public string TimeZone { get; init; } = "Europe/Berlin";

    public string Name => $"{GivenName} {FamilyName}";

    public string Domain => Email[(Email.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public bool Owns(string address) =>
        Email.Equals(address, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(address, StringComparer.OrdinalIgnoreCase);
}

internal static class Accounts
{
    public static readonly Account Casey = new("casey@dwtb.example", "104300000000000000001", "Casey", "Larkin", "hello@dwtb.example");

    public static readonly Account Alex = new("alex@dwtb.example", "104300000000000000002", "Alex", "Moreno");

    /// <summary>Has a Google account, and that is all: not a user of the product.</summary>
    public static readonly Account Stranger = new("stranger@example.com", "104300000000000000003", "Robin", "Stranger");

    public static readonly IReadOnlyList<Account> All = [Casey, Alex, Stranger];

    public static Account? Find(string? emailOrSubject) => All.FirstOrDefault(account =>
        account.Email.Equals(emailOrSubject, StringComparison.OrdinalIgnoreCase) || account.Subject == emailOrSubject);
}
