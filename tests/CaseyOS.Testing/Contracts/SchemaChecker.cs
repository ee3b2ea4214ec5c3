using System.Globalization;
using System.Text.Json;

namespace CaseyOS.Testing.Contracts;

/// <summary>
/// Checks JSON against the part of JSON Schema that OpenAPI 3.0 and Google's discovery documents use. Every complaint names
/// the place in the document.
/// </summary>
/// <param name="resolve">Finds what a <c>$ref</c> names.</param>
/// <param name="allowUnknown">Whether fields that the description does not mention are all right.</param>
public sealed class SchemaChecker(Func<string, JsonElement> resolve, bool allowUnknown)
{
    private readonly List<string> problems = [];

    /// <summary>All complaints; empty when the value fits.</summary>
    public IReadOnlyList<string> Check(JsonElement value, JsonElement schema)
    {
        Visit(value, schema, "$");
        return problems;
    }

    private void Visit(JsonElement value, JsonElement schema, string at)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = resolve(reference.GetString()!);
        }

        if (value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean())
        {
            return;
        }

        foreach (var part in List(schema, "allOf"))
        {
            Visit(value, part, at);
        }

        var choices = List(schema, "oneOf").Concat(List(schema, "anyOf")).ToArray();
        if (choices.Length > 0 && choices.All(choice => new SchemaChecker(resolve, allowUnknown).Check(value, choice).Count > 0))
        {
            problems.Add($"{at} fits none of its alternatives");
        }

        if (schema.TryGetProperty("type", out var type) && !IsOf(value, type.GetString()!))
        {
            problems.Add($"{at} is {value.ValueKind}, not {type.GetString()}");
            return;
        }

        VisitValue(value, schema, at);
        VisitMembers(value, schema, at);
    }

    private void VisitValue(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("enum", out var allowed) && allowed.EnumerateArray().All(candidate => candidate.ToString() != value.ToString()))
        {
            problems.Add($"{at} is \"{value}\", which is not one of {allowed.GetRawText()}");
        }

        if (schema.TryGetProperty("format", out var format) && !JsonFormats.Fits(value, format.GetString()))
        {
            problems.Add($"{at} is \"{value}\", which is not a {format.GetString()}");
        }
    }

    private void VisitMembers(JsonElement value, JsonElement schema, string at)
    {
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (index, entry) in value.EnumerateArray().Index())
            {
                Visit(entry, items, string.Create(CultureInfo.InvariantCulture, $"{at}[{index}]"));
            }
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var name in List(schema, "required").Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
        {
            problems.Add($"{at}.{name} is missing");
        }

        foreach (var member in value.EnumerateObject())
        {
            VisitMember(member, schema, at);
        }
    }

    private void VisitMember(JsonProperty member, JsonElement schema, string at)
    {
        var hasProperties = schema.TryGetProperty("properties", out var properties);
        if (hasProperties && properties.TryGetProperty(member.Name, out var known))
        {
            Visit(member.Value, known, $"{at}.{member.Name}");
        }
        else if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
        {
            Visit(member.Value, others, $"{at}.{member.Name}");
        }
        else if (hasProperties && !allowUnknown)
        {
            problems.Add($"{at}.{member.Name} is not described");
        }
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => true,
    };

    private static IEnumerable<JsonElement> List(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
