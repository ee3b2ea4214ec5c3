namespace CaseyOS.Functions.Hosting;

/// <summary>Where the secret comes from that protects the key ring, sessions' anti-forgery tokens included.</summary>
internal sealed class KeyRingOptions
{
    public const string SectionName = "DataProtection";

    /// <summary>Base64 of 32 random bytes; hosted, a Key Vault reference.</summary>
    public string? Key { get; set; }

    /// <summary>A file that holds such a key, made at first use and readable by its owner only.</summary>
    public string? KeyFile { get; set; }
}
