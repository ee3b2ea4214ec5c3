using System.Security.Cryptography;
using System.Text;
using CaseyOS.Core.Suppression;

namespace CaseyOS.Functions.Hosting;

/// <summary>HMAC-SHA-256 under a key of its own, derived from the installation's secret.</summary>
internal sealed class AddressHasher(MasterKey master) : IAddressHasher
{
    private readonly byte[] key = master.Derive("suppressed addresses");

    public string Hash(string email) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(email)));
}
