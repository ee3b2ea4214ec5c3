using System.Globalization;
using System.Text.Json;

namespace CaseyOS.Testing.Contracts;

/// <summary>The <c>format</c> values that the descriptions use.</summary>
internal static class JsonFormats
{
    public static bool Fits(JsonElement value, string? format) => value.ValueKind switch
    {
        JsonValueKind.String => FitsText(value.GetString()!, format),
        JsonValueKind.Number => format switch
        {
            "int32" => value.TryGetInt32(out _),
            "uint32" => value.TryGetUInt32(out _),
            "int64" => value.TryGetInt64(out _),
            _ => true,
        },
        _ => true,
    };

    private static bool FitsText(string text, string? format) => format switch
    {
        "date-time" or "google-datetime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && text.Contains('T', StringComparison.Ordinal),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParse(text, out _),
        "int64" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "uint64" => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "byte" => text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '+' or '/' or '='),
        _ => true,
    };
}
