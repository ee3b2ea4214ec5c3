using CaseyOS.Core.Suppression;

namespace CaseyOS.Testing;

/// <summary>Hashes without a secret, for tests of what the list does.</summary>
public sealed class PlainHasher : IAddressHasher
{
    public string Hash(string email) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(email)));
}
