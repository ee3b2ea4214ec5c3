using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CaseyOS.Functions.Hosting;

/// <summary>Anti-forgery tokens: an HMAC over the session's name, which a foreign page can neither read nor compute.</summary>
internal sealed class CsrfTokens(MasterKey master)
{
    private readonly byte[] key = master.Derive("anti-forgery");

    public string For(string session) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(session)));

    public bool IsValid(string token, string session) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(For(session)));
}
