using System.Globalization;
using System.Text.Json;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>Reads bodies and parameters of the Gmail API and refuses broken ones in Google's shape.</summary>
internal static class GmailRequest
{
    private const int MaxRaw = 25 * 1024 * 1024;

    public static JsonElement Body(HttpContext context)
    {
        try
        {
            using var document = JsonDocument.Parse(context.BufferedBody());
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw GoogleError.BadRequest("Invalid JSON payload received. Expected an object.");
        }
        catch (JsonException)
        {
            throw GoogleError.BadRequest("Invalid JSON payload received. Unexpected token.");
        }
    }

    public static string? Text(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw GoogleError.BadRequest($"Invalid value at '{name}' (TYPE_STRING), {value.GetRawText()}");

    public static string[] Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : [];

    /// <summary>The message of a draft or send request: its bytes and the thread it asks for.</summary>
    public static (byte[] Raw, string? ThreadId) Message(JsonElement json)
    {
        var raw = Text(json, "raw") ?? throw GoogleError.BadRequest("'raw' RFC822 payload message string or uploading message via /upload/* URL required");
        var bytes = Base64Url.TryDecode(raw) ?? throw GoogleError.BadRequest("Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed");
        return bytes.Length is > 0 and <= MaxRaw && MimeParser.Parse(bytes).Headers.Count > 0
            ? (bytes, Text(json, "threadId"))
            : throw GoogleError.BadRequest("Invalid message: it has no headers");
    }

    public static JsonElement Nested(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw GoogleError.BadRequest($"Missing {name}");

    public static int Int(HttpContext context, string name, int fallback, int max)
    {
        var value = context.Request.Query[name].ToString();
        if (value.Length == 0)
        {
            return fallback;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, max)
            : throw GoogleError.BadRequest($"Invalid value at '{name}' (TYPE_UINT32), \"{value}\"");
    }

    /// <summary>A page token is an offset here; anything else is refused.</summary>
    public static int Offset(HttpContext context) => context.Request.Query["pageToken"].ToString() is not { Length: > 0 } token ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset
        : throw GoogleError.BadRequest("Invalid pageToken");

    public static string Format(HttpContext context, AccessToken token)
    {
        var format = context.Request.Query["format"].ToString() is { Length: > 0 } given ? given.ToLowerInvariant() : "full";
        return format is not ("minimal" or "full" or "raw" or "metadata") ? throw GoogleError.BadRequest($"Invalid value at 'format', \"{format}\"")
            : format is "full" or "raw" && GoogleScopes.IsMetadataOnly(token.Scopes)
                ? throw new GoogleError(403, "forbidden", "PERMISSION_DENIED", "Metadata scope doesn't allow format " + format.ToUpperInvariant())
            : format;
    }
}
