using System.Globalization;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Records as HubSpot returns them.</summary>
internal static class ObjectJson
{
    public static JsonObject Write(World world, CrmObject record, IReadOnlyList<string> properties, IReadOnlyList<string>? associations = null)
    {
        var type = ObjectTypes.Get(record.Type);
        var json = new JsonObject
        {
            ["id"] = record.Id,
            ["properties"] = Properties(world, type, record, properties),
            ["createdAt"] = Wire.Time(record.CreatedAt),
            ["updatedAt"] = Wire.Time(record.UpdatedAt),
            ["archived"] = record.Archived,
        };
        if (record.ArchivedAt is { } at)
        {
            json["archivedAt"] = Wire.Time(at);
        }

        if (associations is { Count: > 0 } && Associations(world, type, record, associations) is { Count: > 0 } linked)
        {
            json["associations"] = linked;
        }

        return json;
    }

    /// <summary>With the values that some properties had.</summary>
    public static JsonObject WriteWithHistory(World world, CrmObject record, IReadOnlyList<string> properties, IReadOnlyList<string> histories)
    {
        var json = Write(world, record, properties);
        if (histories.Count > 0)
        {
            json["propertiesWithHistory"] = new JsonObject(histories.Distinct().Select(name => KeyValuePair.Create<string, JsonNode?>(
                name,
                new JsonArray([.. record.PastOf(name).Select(past => new JsonObject { ["value"] = past.Value, ["timestamp"] = Wire.Time(past.At), ["sourceType"] = "CRM_UI" })]))));
        }

        return json;
    }

    /// <summary>All that is set, as answers to writes show it.</summary>
    public static JsonObject WriteAll(World world, CrmObject record) => Write(world, record, [.. record.Properties.Keys]);

    public static JsonObject Batch(World world, IEnumerable<JsonNode> results, IReadOnlyList<HubSpotError>? errors = null)
    {
        var json = new JsonObject
        {
            ["status"] = "COMPLETE",
            ["results"] = new JsonArray([.. results]),
            ["startedAt"] = Wire.Time(world.Now),
            ["completedAt"] = Wire.Time(world.Now),
        };
        if (errors is { Count: > 0 })
        {
            json["numErrors"] = errors.Count;
            json["errors"] = new JsonArray([.. errors.Select(error => error.ToBatchError())]);
        }

        return json;
    }

    public static JsonObject NextPage(HttpContext context, string after)
    {
        var query = context.Request.Query.Where(pair => pair.Key != "after")
            .SelectMany(pair => pair.Value, (pair, value) => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}&");
        var path = context.Features.Get<HubSpotVersions.Original>()?.Path ?? context.Request.Path;
        var link = $"{context.PublicRoot()}{path}?{string.Concat(query)}after={after}";
        return new JsonObject { ["next"] = new JsonObject { ["after"] = after, ["link"] = link } };
    }

    private static JsonObject Properties(World world, ObjectType type, CrmObject record, IReadOnlyList<string> wanted)
    {
        // HubSpot leaves out names it does not know, and answers null for a known one without a value.
        var names = wanted.Count == 0 ? type.Defaults : wanted.Where(name => PropertyCatalogue.Find(world, type, name) is not null);
        var json = new JsonObject();
        foreach (var name in names.Append("hs_object_id").Append(type.Created).Append(type.Modified).Distinct().Order(StringComparer.Ordinal))
        {
            json[name] = record[name];
        }

        return json;
    }

    private static JsonObject Associations(World world, ObjectType type, CrmObject record, IReadOnlyList<string> wanted)
    {
        var json = new JsonObject();
        foreach (var target in wanted.Select(ObjectTypes.Get).Distinct())
        {
            var links = world.Links.Of(record.Type, record.Id).Where(link => link.ToType == target.Name && IsLive(world, link)).ToArray();
            if (links.Length > 0)
            {
                json[target.Name] = new JsonObject { ["results"] = new JsonArray([.. links.SelectMany(link => Entries(type, target, link))]) };
            }
        }

        return json;
    }

    private static bool IsLive(World world, Association link) =>
        world.Objects(ObjectTypes.Get(link.ToType)).Find(link.ToId) is { Archived: false };

    private static IEnumerable<JsonObject> Entries(ObjectType from, ObjectType to, Association link) => link.TypeIds.Select(id => new JsonObject
    {
        ["id"] = link.ToId,
        ["type"] = string.Create(CultureInfo.InvariantCulture, $"{from.Singular}_to_{to.Singular}{Suffix(from, to, id)}"),
    });

    private static string Suffix(ObjectType from, ObjectType to, int id) =>
        AssociationTypes.Primary(from, to) is { } primary && primary != id ? "_unlabeled" : "";
}
