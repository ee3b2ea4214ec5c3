using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Associations of many records in one request (v4).</summary>
internal static class AssociationBatches
{
    public static void MapAssociationBatches(this RouteGroupBuilder hubSpot)
    {
        var batch = hubSpot.MapGroup("/crm/v4/associations/{from}/{to}/batch");
        batch.MapPost("/read", Read);
        batch.MapPost("/create", Create);
        batch.MapPost("/associate/default", CreateDefault);
        batch.MapPost("/archive", Archive);
    }

    private static IResult Read(HttpContext context, World world, string from, string to)
    {
        var (left, right) = (ObjectTypes.Get(from), ObjectTypes.Get(to));
        var ids = Inputs(context, 1000).Select(input => Body.RequiredString(input, "id")).Distinct().ToArray();
        return world.Do(_ =>
        {
            var found = ids.Select(id => (Id: id, Links: LinksOf(world, left, right, id))).ToArray();
            var results = found.Where(pair => pair.Links.Length > 0).Select(pair => new JsonObject
            {
                ["from"] = new JsonObject { ["id"] = pair.Id },
                ["to"] = new JsonArray([.. pair.Links.Select(AssociationEndpoints.ToJson)]),
            });
            var errors = found.Where(pair => pair.Links.Length == 0).Select(pair => None(left, right, pair.Id)).ToArray();
            return Results.Json(
                ObjectJson.Batch(world, results, errors),
                statusCode: errors.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status207MultiStatus);
        });
    }

    private static IResult Create(HttpContext context, World world, string from, string to)
    {
        var (left, right) = (ObjectTypes.Get(from), ObjectTypes.Get(to));
        var inputs = Inputs(context, 2000).Select(input => (Ends: Ends(input), Types: Body.Array(input, "types").ToArray())).ToArray();
        return world.Do(_ =>
        {
            var links = inputs.Select(input =>
            {
                var (target, ids) = InlineAssociations.ReadSpecs(left, input.Types);
                return target == right
                    ? (From: AssociationEndpoints.Record(world, left, input.Ends.From), To: AssociationEndpoints.Record(world, right, input.Ends.To), Ids: ids)
                    : throw HubSpotError.BadRequest($"The association types do not lead from {left.Name} to {right.Name}");
            }).ToArray();
            foreach (var (one, other, ids) in links)
            {
                world.Link(one, other, ids);
            }

            return Results.Json(
                ObjectJson.Batch(world, links.Select(link => AssociationEndpoints.Pair(link.From, link.To, link.Ids))),
                statusCode: StatusCodes.Status201Created);
        });
    }

    private static IResult CreateDefault(HttpContext context, World world, string from, string to)
    {
        var (left, right) = (ObjectTypes.Get(from), ObjectTypes.Get(to));
        var inputs = Inputs(context, 2000).Select(Ends).ToArray();
        return world.Do(_ =>
        {
            var pairs = inputs.Select(ends => (From: AssociationEndpoints.Record(world, left, ends.From), To: AssociationEndpoints.Record(world, right, ends.To))).ToArray();
            foreach (var (one, other) in pairs)
            {
                world.Link(one, other);
            }

            return Results.Json(ObjectJson.Batch(world, pairs.Select(pair => new JsonObject
            {
                ["from"] = new JsonObject { ["id"] = pair.From.Id },
                ["to"] = new JsonObject { ["id"] = pair.To.Id },
                ["associationSpec"] = new JsonObject
                {
                    ["associationCategory"] = "HUBSPOT_DEFINED",
                    ["associationTypeId"] = AssociationTypes.Default(left, right),
                },
            })));
        });
    }

    private static IResult Archive(HttpContext context, World world, string from, string to)
    {
        var (left, right) = (ObjectTypes.Get(from), ObjectTypes.Get(to));
        var inputs = Inputs(context, 2000).Select(input => (
            From: Body.RequiredString(End(input, "from"), "id"),
            To: Body.Array(input, "to").Select(target => Body.RequiredString(target, "id")).ToArray())).ToArray();
        return world.Do(_ =>
        {
            foreach (var (one, other) in inputs.SelectMany(input => input.To, (input, target) => (input.From, target)))
            {
                world.Unlink(AssociationEndpoints.Record(world, left, one), AssociationEndpoints.Record(world, right, other));
            }

            return Results.NoContent();
        });
    }

    private static JsonElement[] Inputs(HttpContext context, int max)
    {
        var inputs = Body.Array(Body.ReadObject(context), "inputs").ToArray();
        return inputs.Length > 0 && inputs.Length <= max ? inputs : throw HubSpotError.BadRequest($"inputs must hold 1 to {max} entries");
    }

    private static (string From, string To) Ends(JsonElement input) =>
        (Body.RequiredString(End(input, "from"), "id"), Body.RequiredString(End(input, "to"), "id"));

    private static JsonElement End(JsonElement input, string name) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var end) ? end : throw HubSpotError.BadRequest($"Invalid input JSON: {name} is required");

    private static Association[] LinksOf(World world, ObjectType from, ObjectType to, string id) =>
        world.Objects(from).Find(id) is { Archived: false } record ? [.. AssociationEndpoints.Live(world, record, to)] : [];

    private static HubSpotError None(ObjectType from, ObjectType to, string id) =>
        new(404, "OBJECT_NOT_FOUND", $"No {to.Singular} is associated with {from.Singular} {id}.")
        {
            Context = new JsonObject { ["fromObjectId"] = new JsonArray(id) },
        };
}
