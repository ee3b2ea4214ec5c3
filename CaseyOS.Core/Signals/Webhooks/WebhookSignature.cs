using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>HubSpot's signature, version 3: whether a delivery comes from HubSpot, for us, just now, and unchanged.</summary>
public static class WebhookSignature
{
    /// <summary>Header with the Base64 of HMAC-SHA-256 over method, public address, raw body and timestamp.</summary>
    public const string Header = "X-HubSpot-Signature-v3";

    /// <summary>Header with the time of sending in Unix milliseconds, which is part of what is signed.</summary>
    public const string TimestampHeader = "X-HubSpot-Request-Timestamp";

    /// <summary>HubSpot's own limit. Within it, a delivery that somebody sends again meets the dedupe of its events.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    // Two machines' clocks are never quite the same.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    // The ones that HubSpot documents, and no others: %20 or %C3%A9 are signed as they stand.
    private static readonly (string Escape, string Character)[] Decoded =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];

    /// <summary>Why the delivery is refused, for the log; null when it is genuine.</summary>
    /// <param name="delivery">What arrived.</param>
    /// <param name="secret">The app's client secret.</param>
    /// <param name="now">The present.</param>
    public static string? WhyRefused(SignedDelivery delivery, string? secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return "HubSpot:ClientSecret is not set";
        }

        if (string.IsNullOrEmpty(delivery.Signature) || !long.TryParse(delivery.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent))
        {
            return "the signature or its timestamp is missing";
        }

        // Compared as numbers: a timestamp may be too large for a date.
        var age = now.ToUnixTimeMilliseconds() - sent;
        if (age > MaxAge.TotalMilliseconds || age < -ClockSkew.TotalMilliseconds)
        {
            return "the timestamp is too old or from the future";
        }

        var expected = Convert.ToBase64String(Compute(delivery, secret));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(delivery.Signature))
            ? null
            : "the signature does not fit the body, this program's PublicBaseUrl and the client secret";
    }

    private static byte[] Compute(SignedDelivery delivery, string secret)
    {
        var uri = Decoded.Aggregate(delivery.Uri, (text, pair) => text.Replace(pair.Escape, pair.Character, StringComparison.OrdinalIgnoreCase));
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(delivery.Method + uri));
        hmac.AppendData(delivery.Body.Span);
        hmac.AppendData(Encoding.UTF8.GetBytes(delivery.Timestamp!));
        return hmac.GetHashAndReset();
    }
}

/// <summary>The parts of a request that HubSpot signs.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Uri">The address that HubSpot called: the public one, as it was written, query included.</param>
/// <param name="Body">Byte for byte.</param>
/// <param name="Timestamp">The header as it came.</param>
/// <param name="Signature">The header as it came.</param>
public sealed record SignedDelivery(string Method, string Uri, ReadOnlyMemory<byte> Body, string? Timestamp, string? Signature);
