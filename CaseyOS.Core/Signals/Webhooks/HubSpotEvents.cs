using System.Globalization;
using System.Text.Json;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>Reads the body of a delivery: generic events (<c>object.propertyChange</c> with an object type) and the older ones (<c>deal.propertyChange</c>).</summary>
public static class HubSpotEvents
{
    private const string Generic = "object";

    /// <summary>Events that rules can make something of, and how many others there were.</summary>
    /// <remarks>Unknown fields and unknown kinds of events are HubSpot's right; a body that is no list of objects is not HubSpot's.</remarks>
    /// <exception cref="ValidationException">The body is not a JSON list of objects.</exception>
    public static (IReadOnlyList<HubSpotEvent> Events, int Ignored) Read(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.EnumerateArray().Any(element => element.ValueKind != JsonValueKind.Object))
        {
            throw new ValidationException("body", "The body must be a list of events.");
        }

        List<HubSpotEvent> events = [.. document.RootElement.EnumerateArray().Select(Read).OfType<HubSpotEvent>()];
        return (events, document.RootElement.GetArrayLength() - events.Count);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new ValidationException("body", "The body is not valid JSON.");
        }
    }

    private static HubSpotEvent? Read(JsonElement source)
    {
        if (Text(source, "subscriptionType"u8)?.Split('.') is not [var subject, var what] || KindOf(what) is not { } kind
            || Number(source, "portalId"u8) is not { } portal || Number(source, "occurredAt"u8) is not { } occurredAt)
        {
            return null;
        }

        var ends = kind == HubSpotEventKind.AssociationChange ? Text(source, "associationType"u8)?.Split("_TO_") ?? [] : [];
        var type = subject == Generic ? HubSpotRecord.TypeOf(Text(source, "objectTypeId"u8) ?? ends.ElementAtOrDefault(0)) : HubSpotRecord.TypeOf(subject);
        if (type is null || IdOf(source, kind) is not { } id || (kind == HubSpotEventKind.PropertyChange && Text(source, "propertyName"u8) is null))
        {
            return null;
        }

        return new()
        {
            Portal = portal,
            Kind = kind,
            Record = new(type, id),
            OccurredAt = occurredAt,
            Property = kind == HubSpotEventKind.PropertyChange ? Text(source, "propertyName"u8) : null,
            Value = kind switch
            {
                HubSpotEventKind.PropertyChange => HubSpotEvent.HashOf(Text(source, "propertyValue"u8)),
                HubSpotEventKind.AssociationChange => source.TryGetProperty("associationRemoved"u8, out var removed) && removed.ValueKind == JsonValueKind.True ? "removed" : "added",
                _ => null,
            },
            Others = kind switch
            {
                HubSpotEventKind.Merge => [.. Merged(source).Where(merged => merged != id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(merged => new HubSpotRecord(type, merged))],
                HubSpotEventKind.AssociationChange when HubSpotRecord.TypeOf(ends.ElementAtOrDefault(1)) is { } other && Id(source, "toObjectId"u8) is { } to => [new(other, to)],
                _ => [],
            },
        };
    }

    private static HubSpotEventKind? KindOf(string what) => what switch
    {
        "creation" => HubSpotEventKind.Creation,
        "deletion" => HubSpotEventKind.Deletion,
        "privacyDeletion" => HubSpotEventKind.PrivacyDeletion,
        "restore" => HubSpotEventKind.Restore,
        "merge" => HubSpotEventKind.Merge,
        "propertyChange" => HubSpotEventKind.PropertyChange,
        "associationChange" => HubSpotEventKind.AssociationChange,
        _ => null,
    };

    private static string? IdOf(JsonElement source, HubSpotEventKind kind) => kind switch
    {
        // HubSpot may give the merged record an id of its own.
        HubSpotEventKind.Merge => Id(source, "newObjectId"u8) ?? Id(source, "primaryObjectId"u8),
        HubSpotEventKind.AssociationChange => Id(source, "fromObjectId"u8),
        _ => Id(source, "objectId"u8),
    };

    private static IEnumerable<string> Merged(JsonElement source)
    {
        IEnumerable<string?> listed = source.TryGetProperty("mergedObjectIds"u8, out var ids) && ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray().Select(Id) : [];
        return listed.Append(Id(source, "primaryObjectId"u8)).OfType<string>();
    }

    private static string? Text(JsonElement source, ReadOnlySpan<byte> name) => source.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Id(JsonElement source, ReadOnlySpan<byte> name) => source.TryGetProperty(name, out var value) ? Id(value) : null;

    // They become keys of rows, so only what looks like an id passes for one.
    private static string? Id(JsonElement value) => Text(value) is { Length: > 0 and <= 20 } id && id.All(char.IsAsciiDigit) ? id : null;

    // Numbers in some of HubSpot's descriptions are strings in others.
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static long? Number(JsonElement source, ReadOnlySpan<byte> name) =>
        long.TryParse(Text(source, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
