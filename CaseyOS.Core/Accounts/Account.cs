namespace CaseyOS.Core.Accounts;

/// <summary>A user of the installation. Made at first sign-in, or earlier for the default owner, who receives unowned records.</summary>
public sealed record Account
{
    /// <summary>Opaque owner id of all his rows.</summary>
    public required OwnerId Owner { get; init; }

    /// <summary>His address, in lower case.</summary>
    public required string Email { get; init; }

    /// <summary>His name at Google.</summary>
    public string? Name { get; init; }

    /// <summary>His picture at Google.</summary>
    public string? Picture { get; init; }

    /// <summary>Google's stable id of him; null before the first sign-in.</summary>
    public string? GoogleSubject { get; init; }

    /// <summary>IANA name; decides "today", due dates and digests.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>When the account was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
