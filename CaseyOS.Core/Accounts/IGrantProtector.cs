namespace CaseyOS.Core.Accounts;

/// <summary>Encrypts what lets us act in a user's name before it is stored.</summary>
/// <remarks>Core knows no web server, and the key ring belongs to it; tests have their own.</remarks>
public interface IGrantProtector
{
    /// <summary>Encrypts and authenticates <paramref name="plain"/>.</summary>
    string Protect(string plain);

    /// <summary>Reverses <see cref="Protect"/>.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The text was changed, or its key is gone.</exception>
    string Unprotect(string secret);
}
