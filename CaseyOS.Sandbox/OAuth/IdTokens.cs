using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>Signs identity tokens (RS256) with a key that lives as long as the program, and publishes its public half.</summary>
internal sealed class IdTokens : IDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly string keyId = Base64Url.Encode(RandomNumberGenerator.GetBytes(12));

    public string Create(Grant grant, string? nonce, string accessToken, DateTimeOffset now)
    {
        var account = Accounts.Find(grant.Email)!;
        var claims = new JsonObject
        {
            ["iss"] = "https://accounts.google.com",
            ["azp"] = grant.ClientId,
            ["aud"] = grant.ClientId,
            ["sub"] = account.Subject,
            ["at_hash"] = Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16)),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + 3600,
        };
        if (account.Domain != "example.com")
        {
            claims["hd"] = account.Domain;
        }

        if (GoogleScopes.HasEmail(grant.Scopes))
        {
            claims["email"] = account.Email;
            claims["email_verified"] = true;
        }

        if (GoogleScopes.HasProfile(grant.Scopes))
        {
            claims["name"] = account.Name;
            claims["given_name"] = account.GivenName;
            claims["family_name"] = account.FamilyName;
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return Sign(claims);
    }

    public JsonObject PublicKeys()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["alg"] = "RS256",
                ["use"] = "sig",
                ["kid"] = keyId,
                ["n"] = Base64Url.Encode(parameters.Modulus),
                ["e"] = Base64Url.Encode(parameters.Exponent),
            }),
        };
    }

    public void Dispose() => key.Dispose();

    private string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = keyId, ["typ"] = "JWT" };
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(JsonObject json) => Base64Url.Encode(JsonSerializer.SerializeToUtf8Bytes(json));
}
