using System.Globalization;
using System.Text.Json;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>The <c>associations</c> of a create request: a target id and the association types that say what it is.</summary>
internal static class InlineAssociations
{
    public static IReadOnlyList<(CrmObject Target, int[] TypeIds)> Read(World world, ObjectType from, JsonElement input) =>
        [.. Body.Array(input, "associations").Select(association => ReadOne(world, from, association))];

    /// <summary>A list of association specs, all of which must point to the same kind of record.</summary>
    public static (ObjectType Target, int[] Ids) ReadSpecs(ObjectType from, IEnumerable<JsonElement> specs)
    {
        var ids = specs.Select(ReadTypeId).ToArray();
        var targets = ids.Select(id => AssociationTypes.Target(from, id) ?? throw Unknown(from, id)).Distinct().ToArray();
        return targets.Length == 1 ? (targets[0], ids) : throw HubSpotError.BadRequest("Invalid input JSON: association types are missing or differ in their objects");
    }

    private static (CrmObject Target, int[] TypeIds) ReadOne(World world, ObjectType from, JsonElement association)
    {
        var (type, ids) = ReadSpecs(from, Body.Array(association, "types"));
        var id = association.TryGetProperty("to", out var to) ? Body.RequiredString(to, "id") : throw HubSpotError.BadRequest("Invalid input JSON: to is required");
        return world.Objects(type).Find(id) is { Archived: false } target
            ? (target, ids)
            : throw HubSpotError.BadRequest($"{type.Singular.ToUpperInvariant()} {id} does not exist or is archived");
    }

    private static int ReadTypeId(JsonElement spec)
    {
        if (Body.RequiredString(spec, "associationCategory") != "HUBSPOT_DEFINED")
        {
            throw HubSpotError.BadRequest("Only HUBSPOT_DEFINED association types exist in this account");
        }

        var id = Body.RequiredString(spec, "associationTypeId");
        return int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw HubSpotError.BadRequest($"Invalid input JSON: associationTypeId {id} is not a number");
    }

    private static HubSpotError Unknown(ObjectType from, int id) =>
        HubSpotError.BadRequest($"No association type with id {id} exists from {from.Name}");
}
