using System.Text.RegularExpressions;

namespace CaseyOS.Sandbox.Faults;

/// <summary>Something that is to go wrong: for which requests, how, and how often.</summary>
internal sealed class Fault
{
    public string Id { get; set; } = "";

    /// <summary>google or hubspot; null is any.</summary>
    public string? Provider { get; init; }

    /// <summary>GET, POST …; null is any.</summary>
    public string? Method { get; init; }

    /// <summary>Beginning of the path after the provider (/gmail/v1/users/me/drafts), or a pattern when it starts with ^.</summary>
    public string? Path { get; init; }

    /// <summary>Answer with this status, in the provider's error shape, without doing anything.</summary>
    public int? Status { get; init; }

    /// <summary>Wait before going on.</summary>
    public int DelayMs { get; init; }

    /// <summary>Close the connection without doing anything.</summary>
    public bool CutConnection { get; init; }

    /// <summary>Answer 200 with a body that is not JSON, without doing anything.</summary>
    public bool MalformedBody { get; init; }

    /// <summary>Seconds for the Retry-After header that comes with the status.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Do what was asked, then close the connection instead of answering.</summary>
    public bool LoseResponse { get; init; }

    /// <summary>Do what was asked, then wait so long before answering.</summary>
    public int HoldMs { get; init; }

    /// <summary>The request's access token expires at this moment.</summary>
    public bool ExpireToken { get; init; }

    /// <summary>The request's access token and the refresh token behind it are revoked at this moment.</summary>
    public bool RevokeToken { get; init; }

    /// <summary>How many requests it hits; -1 is all.</summary>
    public int Times { get; set; } = 1;

    /// <summary>How many matching requests pass first.</summary>
    public int Skip { get; set; }

    /// <summary>How many requests it has hit.</summary>
    public int Hits { get; set; }

    public bool Spent => Times == 0;

    /// <summary>Null when it can be used, otherwise what is wrong with it.</summary>
    public string? Problem() =>
        Provider is not (null or "google" or "hubspot") ? "provider must be google or hubspot"
        : Status is < 200 or > 599 ? "status must be from 200 to 599"
        : DelayMs is < 0 or > 120_000 ? "delayMs must be from 0 to 120000"
        : HoldMs is < 0 or > 120_000 ? "holdMs must be from 0 to 120000"
        : Times is 0 or < -1 ? "times must be positive, or -1 for always"
        : Skip < 0 ? "skip must not be negative"
        : Status is null && DelayMs == 0 && HoldMs == 0 && !(CutConnection || MalformedBody || LoseResponse || ExpireToken || RevokeToken)
            ? "say what is to go wrong: status, delayMs, holdMs, cutConnection, malformedBody, loseResponse, expireToken or revokeToken"
        : Path is ['^', ..] && !IsPattern(Path) ? "path starts with ^ but is not a regular expression"
        : null;

    public bool Matches(string provider, string method, string path)
    {
        var local = path.StartsWith("/" + provider, StringComparison.Ordinal) ? path[(provider.Length + 1)..] : path;
        return (Provider is null || Provider == provider)
            && (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && (Path is null || Hit(Path, local) || Hit(Path, path));
    }

    private static bool Hit(string wanted, string path) =>
        wanted.StartsWith('^') ? Pattern(wanted).IsMatch(path) : path.StartsWith(wanted, StringComparison.Ordinal);

    private static bool IsPattern(string path)
    {
        try
        {
            return Pattern(path) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));
}
