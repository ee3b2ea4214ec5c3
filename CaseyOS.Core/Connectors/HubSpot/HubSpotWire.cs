using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseyOS.Core.Connectors.HubSpot;

// HubSpot's wire types, camelCase; they stay in this folder. Unknown fields are ignored, ids may be numbers or strings.
internal sealed record WireId([property: JsonConverter(typeof(TextOrNumberConverter))] string Id);

internal sealed record WireObject(
    [property: JsonConverter(typeof(TextOrNumberConverter))] string Id, IReadOnlyDictionary<string, string?>? Properties, DateTimeOffset? UpdatedAt = null,
    IReadOnlyDictionary<string, IReadOnlyList<WireValue>>? PropertiesWithHistory = null);

internal sealed record WireValue(string? Value, DateTimeOffset Timestamp);

internal sealed record WireNext([property: JsonConverter(typeof(TextOrNumberConverter))] string? After);

internal sealed record WirePaging(WireNext? Next);

internal sealed record WirePage<T>(IReadOnlyList<T>? Results, WirePaging? Paging, IReadOnlyList<WireHubSpotError>? Errors, int? Total = null);

internal sealed record WireFilter(string PropertyName, string Operator, string? Value);

internal sealed record WireFilterGroup(IReadOnlyList<WireFilter> Filters);

internal sealed record WireSearch(
    IReadOnlyList<WireFilterGroup> FilterGroups, IReadOnlyList<string> Sorts, IReadOnlyList<string> Properties, int Limit, string After);

internal sealed record WireBatchRead(
    IReadOnlyList<WireId> Inputs, IReadOnlyList<string> Properties, IReadOnlyList<string> PropertiesWithHistory, string? IdProperty = null);

internal sealed record WireAssociationType(int TypeId);

internal sealed record WireAssociated(
    [property: JsonConverter(typeof(TextOrNumberConverter))] string ToObjectId, IReadOnlyList<WireAssociationType>? AssociationTypes);

internal sealed record WireAssociations(WireId From, IReadOnlyList<WireAssociated>? To);

internal sealed record WireInputs<T>(IReadOnlyList<T> Inputs);

internal sealed record WireAssociationSpec(string AssociationCategory, int AssociationTypeId);

internal sealed record WireAssociate(WireId From, WireId To, IReadOnlyList<WireAssociationSpec> Types);

internal sealed record WireInlineAssociation(WireId To, IReadOnlyList<WireAssociationSpec> Types);

internal sealed record WireUpsert(string IdProperty, string Id, IReadOnlyDictionary<string, string> Properties);

internal sealed record WireCreate(IReadOnlyDictionary<string, string> Properties, IReadOnlyList<WireInlineAssociation> Associations);

internal sealed record WireOwner(
    [property: JsonConverter(typeof(TextOrNumberConverter))] string Id, string? Email, string? FirstName, string? LastName);

internal sealed record WireStage(
    string Id, string? Label, int DisplayOrder, IReadOnlyDictionary<string, string?>? Metadata, bool Archived);

internal sealed record WirePipeline(string Id, IReadOnlyList<WireStage>? Stages, bool Archived);

internal sealed record WireOption(string? Value);

internal sealed record WireProperty(string Name, string? Label, string? Type, IReadOnlyList<WireOption>? Options);

internal sealed record WireTokenInfo([property: JsonPropertyName("hub_id")] long HubId, IReadOnlyList<string>? Scopes);

internal sealed record WireAccount(long PortalId, string? UiDomain);

internal sealed record WirePropertyGroup(string Name, bool Archived);

internal sealed record WireErrorContext(string? Message, string? In, string? Code, IReadOnlyDictionary<string, IReadOnlyList<string>>? Context);

internal sealed record WireHubSpotError(
    string? Message, string? Category, IReadOnlyList<WireErrorContext>? Errors, IReadOnlyDictionary<string, IReadOnlyList<string>>? Context,
    string? PolicyName = null);

/// <summary>Ids are strings in one description of the API and numbers in another.</summary>
internal sealed class TextOrNumberConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            return reader.GetString();
        }

        using var number = JsonDocument.ParseValue(ref reader);
        return number.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
