using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>One mailbox of an address header.</summary>
/// <param name="Email">Address in lower case.</param>
/// <param name="Name">Display name, decoded; null when there is none.</param>
public sealed record MailAddress(string Email, string? Name = null)
{
    private const int MaxLength = 254; // RFC 5321, 4.5.3.1.3 less the brackets
    private const int MaxLocalLength = 64;
    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>The domain, after the last @.</summary>
    public string Domain => Email[(Email.LastIndexOf('@') + 1)..];

    /// <summary>
    /// Whether <paramref name="email"/> is a plain address: a dot-atom of ASCII, @, and a domain name (also an
    /// international one). Quoted local parts and address literals are legal but nobody's; we refuse them.
    /// </summary>
    public static bool IsValid([NotNullWhen(true)] string? email) => email is not null && TryToAscii(email, out _);

    /// <summary>The address as it goes on the wire: an international domain in its ASCII form.</summary>
    internal static bool TryToAscii(string email, out string ascii)
    {
        ascii = "";
        var at = email.LastIndexOf('@');
        if (at is < 1 or > MaxLocalLength || !IsDotAtom(email.AsSpan(0, at)) || !TryDomain(email[(at + 1)..], out var domain))
        {
            return false;
        }

        ascii = $"{email[..at]}@{domain}";
        return ascii.Length <= MaxLength;
    }

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        var previous = '.';
        foreach (var letter in local)
        {
            if (letter == '.' ? previous == '.' : !(char.IsAsciiLetterOrDigit(letter) || AtomSymbols.Contains(letter)))
            {
                return false;
            }

            previous = letter;
        }

        return previous != '.';
    }

    private static bool TryDomain(string domain, out string ascii)
    {
        ascii = "";
        try
        {
            ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return false;
        }

        return ascii.Contains('.') && !ascii.EndsWith('.');
    }
}
