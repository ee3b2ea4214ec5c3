using Microsoft.Extensions.Primitives;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>The parameters of the consent page, checked as Google checks them.</summary>
internal sealed record AuthorizeRequest(
    string ClientId,
    Uri RedirectUri,
    IReadOnlyList<string> Scopes,
    string? State,
    string? Nonce,
    string? Challenge,
    bool ChallengeIsHashed,
    bool Offline,
    bool AskAgain,
    string? LoginHint)
{
    /// <summary>What is granted without a tick box: who one is.</summary>
    private static readonly HashSet<string> Identity = new(StringComparer.Ordinal)
    {
        "openid", "email", "profile",
        "https://www.googleapis.com/auth/userinfo.email", "https://www.googleapis.com/auth/userinfo.profile",
    };

    public static bool IsIdentity(string scope) => Identity.Contains(scope);

    /// <summary>Null with a reason when there is no trustworthy address to send the user back to.</summary>
    public static AuthorizeRequest? Read(Func<string, StringValues> parameter, out string problem)
    {
        string? Get(string name) => parameter(name).ToString() is { Length: > 0 } value ? value : null;

        problem = "";
        if (Get("client_id") is not { } client)
        {
            problem = "invalid_request: Missing required parameter: client_id";
        }
        else if (Get("redirect_uri") is not { } redirect || !Uri.TryCreate(redirect, UriKind.Absolute, out var uri) || !IsLoopback(uri))
        {
            problem = "redirect_uri_mismatch: redirect_uri must be an http or https address on this machine (localhost, 127.0.0.1)";
        }
        else if (Get("response_type") != "code")
        {
            problem = "unsupported_response_type: only response_type=code is known here";
        }
        else if (Get("scope") is not { } scope)
        {
            problem = "invalid_request: Missing required parameter: scope";
        }
        else if (Get("code_challenge_method") is { } method && method is not ("S256" or "plain"))
        {
            problem = $"invalid_request: Invalid code_challenge_method: {method}";
        }
        else
        {
            return new AuthorizeRequest(
                client, uri, [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()], Get("state"), Get("nonce"),
                Get("code_challenge"), Get("code_challenge_method") == "S256", Get("access_type") == "offline",
                Get("prompt")?.Contains("consent", StringComparison.Ordinal) == true, Get("login_hint"));
        }

        return null;
    }

    public string Back(params (string Name, string Value)[] answer)
    {
        var pairs = answer.Append(("state", State ?? "")).Where(pair => pair.Item2.Length > 0)
            .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}");
        var separator = RedirectUri.Query.Length > 0 ? '&' : '?';
        return RedirectUri.AbsoluteUri + separator + string.Join('&', pairs);
    }

    private static bool IsLoopback(Uri uri) => uri.IsLoopback && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
