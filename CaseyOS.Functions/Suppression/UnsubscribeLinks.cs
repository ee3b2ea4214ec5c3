using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CaseyOS.Core;
using CaseyOS.Core.Suppression;

namespace CaseyOS.Functions.Suppression;

/// <summary>
/// Links signed with a key of their own, derived from the installation's secret: they work as long as the mail they stand in
/// may be read, which is longer than the key ring keeps its keys.
/// </summary>
internal sealed class UnsubscribeLinks(PublicAddress address, MasterKey master, IAddressHasher hasher) : IUnsubscribeLinks
{
    public const string Path = "api/unsubscribe";
    private const int Signature = 16;
    private const int Hash = 32;
    private readonly byte[] key = master.Derive("unsubscribe links");

    /// <inheritdoc/>
    public Uri For(OwnerId owner, string email)
    {
        byte[] content = [.. Convert.FromHexString(hasher.Hash(email.Trim().ToLowerInvariant())), .. Encoding.UTF8.GetBytes(owner.Value)];
        return new(address.Url, $"{Path}/{Base64Url.EncodeToString([.. Sign(content), .. content])}");
    }

    /// <inheritdoc/>
    public (OwnerId Owner, string AddressHash)? Read(string token)
    {
        if (!Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token) is not { Length: > Signature + Hash } bytes
            || !CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, Signature), Sign(bytes.AsSpan(Signature))))
        {
            return null;
        }

        return (new(Encoding.UTF8.GetString(bytes.AsSpan(Signature + Hash))), Convert.ToHexStringLower(bytes.AsSpan(Signature, Hash)));
    }

    private ReadOnlySpan<byte> Sign(ReadOnlySpan<byte> content) => HMACSHA256.HashData(key, content).AsSpan(0, Signature);
}
