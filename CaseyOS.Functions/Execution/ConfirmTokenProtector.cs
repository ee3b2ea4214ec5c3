using System.Security.Cryptography;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Executions;
using Microsoft.AspNetCore.DataProtection;

namespace CaseyOS.Functions.Execution;

/// <summary>Confirmations encrypted and authenticated with the key ring, so that every instance reads every other's.</summary>
public sealed class ConfirmTokenProtector(IDataProtectionProvider provider) : IConfirmTokenProtector
{
    private readonly IDataProtector protector = provider.CreateProtector("CaseyOS.Confirm.v1");

    /// <inheritdoc/>
    public string Protect(ConfirmToken token) => protector.Protect(JsonSerializer.Serialize(token, CaseyJson.Options));

    /// <inheritdoc/>
    public ConfirmToken? Unprotect(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<ConfirmToken>(protector.Unprotect(token), CaseyJson.Options);
        }
        catch (CryptographicException)
        {
            return null; // changed, cut short, from another installation, or made up
        }
    }
}
