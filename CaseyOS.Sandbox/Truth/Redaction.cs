using Microsoft.AspNetCore.WebUtilities;

namespace CaseyOS.Sandbox.Truth;

/// <summary>Keeps credentials out of the request log, invented though they are: logs get pasted.</summary>
internal static class Redaction
{
    private static readonly HashSet<string> Secret = new(StringComparer.Ordinal)
    {
        "access_token", "client_secret", "code", "code_verifier", "refresh_token", "token",
    };

    public static string Query(string query) => query.Length <= 1 ? "" : "?" + Redact(query[1..]);

    public static string Body(HttpRequest request, string body) => request.HasFormContentType ? Redact(body) : body;

    private static string Redact(string form)
    {
        var pairs = QueryHelpers.ParseQuery(form).SelectMany(pair => pair.Value, (pair, value) =>
            Uri.EscapeDataString(pair.Key) + "=" + (Secret.Contains(pair.Key) ? "redacted" : Uri.EscapeDataString(value ?? "")));
        return string.Join('&', pairs);
    }
}
