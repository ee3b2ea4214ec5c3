namespace CaseyOS.Core.Suppression;

/// <summary>
/// Turns an address into the key under which the list knows it. Keyed by a secret of the installation: whoever reads the
/// table can neither read the addresses nor try out which ones are in it.
/// </summary>
public interface IAddressHasher
{
    /// <summary>64 hex digits for <paramref name="email"/>, which is in lower case.</summary>
    string Hash(string email);
}
