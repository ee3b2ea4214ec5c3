using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseyOS.Testing.Sandbox;

/// <summary>Gets Google tokens from a sandbox the way a program does: consent without a page, code, PKCE.</summary>
public static class GoogleSignIn
{
    /// <summary>Scopes that the product asks for.</summary>
    public const string AllScopes = "openid email profile https://www.googleapis.com/auth/gmail.compose https://www.googleapis.com/auth/gmail.readonly https://www.googleapis.com/auth/calendar https://www.googleapis.com/auth/calendar.events";

    /// <summary>Where the browser would be sent back to.</summary>
    public const string RedirectUri = "http://localhost:7071/auth/callback";

    /// <summary>A verifier as RFC 7636 wants it.</summary>
    public const string Verifier = "sandbox-test-verifier-0123456789-abcdefghijklmnopqrstuvwxyz";

    /// <summary>The address of the consent page.</summary>
    public static string AuthorizePath(string scope = AllScopes, string? hint = "casey@dwtb.example") => QueryHelpers.AddQueryString(
        "google/o/oauth2/v2/auth",
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = "test-client",
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["scope"] = scope,
            ["state"] = "state-1",
            ["nonce"] = "nonce-1",
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
            ["access_type"] = "offline",
            ["prompt"] = "consent",
            ["login_hint"] = hint,
        });

    /// <summary>The parameters that the consent page hands back.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ApproveAsync(Uri sandbox, string scope = AllScopes, string email = "casey@dwtb.example")
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox };
        using var answer = await http.GetAsync(AuthorizePath(scope, email));
        return Parameters(answer.Headers.Location ?? throw new InvalidOperationException($"No redirect: {(int)answer.StatusCode}"));
    }

    /// <summary>Query parameters of an address.</summary>
    public static IReadOnlyDictionary<string, string> Parameters(Uri location) =>
        QueryHelpers.ParseQuery(location.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    /// <summary>Exchanges a code.</summary>
    public static async Task<HttpResponseMessage> ExchangeAsync(HttpClient sandbox, string code, string verifier = Verifier)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "test-client",
            ["client_secret"] = "test-secret",
            ["code"] = code,
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = verifier,
        });
        return await sandbox.PostAsync("google/token", form);
    }

    /// <summary>Signs in; the answer of the token endpoint.</summary>
    public static async Task<JsonElement> TokensAsync(Uri sandbox, string scope = AllScopes, string email = "casey@dwtb.example")
    {
        using var http = new HttpClient { BaseAddress = sandbox };
        using var answer = await ExchangeAsync(http, (await ApproveAsync(sandbox, scope, email))["code"]);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
