using System.Globalization;

namespace CaseyOS.Functions.Hosting;

/// <summary>The API's ETags are our own version numbers in quotes, so moving a row does not change them.</summary>
public static class ETags
{
    /// <summary><c>"3"</c> with its quotes.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that <c>If-Match</c> wants; null when the header is absent or <c>*</c>.</summary>
    /// <exception cref="Core.ValidationException">The header is not one of our ETags.</exception>
    public static long? GetIfMatch(this HttpRequest request)
    {
        var value = request.Headers.IfMatch.ToString();
        if (value is "" or "*")
        {
            return null;
        }

        return long.TryParse(value.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new Core.ValidationException("If-Match", "If-Match must be an ETag that this API handed out, for example \"3\".");
    }
}
