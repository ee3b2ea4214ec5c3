using CaseyOS.Core.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace CaseyOS.Functions.Hosting;

/// <summary>Encrypts the users' Google grants with the key ring.</summary>
internal sealed class GrantProtector(IDataProtectionProvider provider) : IGrantProtector
{
    private readonly IDataProtector protector = provider.CreateProtector("CaseyOS.Grants.v1");

    public string Protect(string plain) => protector.Protect(plain);

    public string Unprotect(string secret) => protector.Unprotect(secret);
}
