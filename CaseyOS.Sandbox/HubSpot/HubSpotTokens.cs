using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.OAuth;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>What opens the HubSpot stand-in: the service key, and tokens of the one installed OAuth app. In memory: a restart ends the tokens, not the app.</summary>
internal sealed class HubSpotTokens(IOptions<SandboxOptions> options, TimeProvider clock)
{
    public const int Lifetime = 1800;
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> live = new(StringComparer.Ordinal);
    private bool uninstalled;
    private string? code;

    public bool Opens(string? token)
    {
        lock (gate)
        {
            return token is not null && (token == options.Value.HubSpotToken || (live.TryGetValue(token, out var end) && end > clock.GetUtcNow()));
        }
    }

    public bool IsAppToken(string token)
    {
        lock (gate)
        {
            return live.ContainsKey(token);
        }
    }

    /// <summary>A new access token; null when client or refresh token are not the app's, or it was uninstalled.</summary>
    public string? Renew(string? clientId, string? clientSecret, string? refreshToken)
    {
        lock (gate)
        {
            if (uninstalled || clientId != options.Value.HubSpotClientId || clientSecret != options.Value.WebhookSecret || refreshToken != options.Value.HubSpotRefreshToken)
            {
                return null;
            }

            var token = TokenStore.Random("CSandbox");
            live[token] = clock.GetUtcNow().AddSeconds(Lifetime);
            return token;
        }
    }

    /// <summary>The user agrees to install the app: a code for its program, good once.</summary>
    public string Agree()
    {
        lock (gate)
        {
            return code = TokenStore.Random("sandbox-code");
        }
    }

    /// <summary>Takes a code in; the app's refresh token, or null when client or code are wrong.</summary>
    public string? Exchange(string? clientId, string? clientSecret, string? given)
    {
        lock (gate)
        {
            if (code is null || given != code || clientId != options.Value.HubSpotClientId || clientSecret != options.Value.WebhookSecret)
            {
                return null;
            }

            (code, uninstalled) = (null, false);
            return options.Value.HubSpotRefreshToken;
        }
    }

    public void Expire(string? token)
    {
        lock (gate)
        {
            live.Remove(token ?? "");
        }
    }

    /// <summary>The user removes the app: all its tokens end.</summary>
    public void Uninstall()
    {
        lock (gate)
        {
            uninstalled = true;
            live.Clear();
        }
    }

    public void Install()
    {
        lock (gate)
        {
            uninstalled = false;
        }
    }
}
