using System.Globalization;
using System.Text.Json;
using CaseyOS.Sandbox.Hosting;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Reads request bodies and parameters, and refuses broken ones in HubSpot's shape.</summary>
internal static class Body
{
    public static JsonElement Read(HttpContext context)
    {
        try
        {
            using var document = JsonDocument.Parse(context.BufferedBody());
            return document.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw HubSpotError.BadRequest(
                $"Invalid input JSON on line {(broken.LineNumber ?? 0) + 1}, column {(broken.BytePositionInLine ?? 0) + 1}: unable to parse the request body");
        }
    }

    public static JsonElement ReadObject(HttpContext context)
    {
        var body = Read(context);
        return body.ValueKind == JsonValueKind.Object ? body : throw HubSpotError.BadRequest("Invalid input JSON: an object is expected");
    }

    public static JsonElement[] Inputs(JsonElement body)
    {
        var inputs = Array(body, "inputs").ToArray();
        return inputs.Length switch
        {
            0 => throw HubSpotError.BadRequest("Invalid input JSON: inputs must not be empty"),
            > 100 => throw HubSpotError.BadRequest($"The maximum number of inputs in a batch is 100, but there were {inputs.Length}."),
            _ => inputs,
        };
    }

    public static IEnumerable<JsonElement> Array(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : throw Unexpected(name, "a list");
    }

    public static string? String(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value))
        {
            return null;
        }

        return Scalar(value, name);
    }

    public static string RequiredString(JsonElement json, string name) =>
        String(json, name) is { Length: > 0 } value ? value : throw HubSpotError.BadRequest($"Invalid input JSON: {name} is required");

    public static IReadOnlyList<string> Strings(JsonElement json, string name) =>
        [.. Array(json, name).Select(value => Scalar(value, name)).OfType<string>()];

    public static int Int(JsonElement json, string name, int fallback, int min, int max) =>
        Int(String(json, name), name, fallback, min, max);

    public static int Int(string? value, string name, int fallback, int min, int max)
    {
        if (string.IsNullOrEmpty(value))
        {
            return fallback;
        }

        return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw HubSpotError.BadRequest($"There was a problem with the request. {name} must be between {min} and {max}, but was {value}");
    }

    public static IReadOnlyDictionary<string, string?> Properties(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("properties", out var properties))
        {
            return new Dictionary<string, string?>(StringComparer.Ordinal);
        }

        return properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().GroupBy(pair => pair.Name, StringComparer.Ordinal)
                .ToDictionary(pairs => pairs.Key, pairs => Scalar(pairs.Last().Value, pairs.Key), StringComparer.Ordinal)
            : throw Unexpected("properties", "an object");
    }

    /// <summary>A query parameter that may be repeated or hold a list with commas.</summary>
    public static IReadOnlyList<string> List(HttpContext context, string name) =>
        [.. context.Request.Query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static string? Scalar(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Unexpected(name, "a string"),
    };

    private static HubSpotError Unexpected(string name, string wanted) =>
        HubSpotError.BadRequest($"Invalid input JSON: Cannot deserialize value of {name}, {wanted} is expected");
}
