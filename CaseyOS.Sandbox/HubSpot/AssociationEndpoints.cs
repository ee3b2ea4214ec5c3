using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Associations between two records: reading, making, undoing (v4).</summary>
internal static class AssociationEndpoints
{
    public static void MapAssociations(this RouteGroupBuilder hubSpot)
    {
        var record = hubSpot.MapGroup("/crm/v4/objects/{from}/{id}/associations");
        record.MapGet("/{to}", List);
        record.MapPut("/default/{to}/{toId}", PutDefault);
        record.MapPut("/{to}/{toId}", Put);
        record.MapDelete("/{to}/{toId}", Delete);
        hubSpot.MapGet("/crm/v4/associations/{from}/{to}/labels", Labels);
    }

    public static JsonObject ToJson(Association link)
    {
        var from = ObjectTypes.Get(link.FromType);
        var to = ObjectTypes.Get(link.ToType);
        return new JsonObject
        {
            ["toObjectId"] = link.ToId,
            ["associationTypes"] = new JsonArray([.. link.TypeIds.Select(id => Spec(from, to, id))]),
        };
    }

    public static IEnumerable<Association> Live(World world, CrmObject record, ObjectType to) => world.Links.Of(record.Type, record.Id)
        .Where(link => link.ToType == to.Name && world.Objects(to).Find(link.ToId) is { Archived: false })
        .OrderBy(link => long.Parse(link.ToId, null));

    public static CrmObject Record(World world, ObjectType type, string id) =>
        world.Objects(type).Find(id) is { Archived: false } record ? record : throw HubSpotError.NotFound($"{type.Singular} {id} does not exist");

    public static JsonObject Pair(CrmObject from, CrmObject to, int[] ids)
    {
        var (fromType, toType) = (ObjectTypes.Get(from.Type), ObjectTypes.Get(to.Type));
        return new JsonObject
        {
            ["fromObjectTypeId"] = fromType.TypeId,
            ["fromObjectId"] = from.Id,
            ["toObjectTypeId"] = toType.TypeId,
            ["toObjectId"] = to.Id,
            ["labels"] = new JsonArray([.. ids.Select(id => AssociationTypes.Label(fromType, toType, id)).OfType<string>().Select(label => JsonValue.Create(label))]),
        };
    }

    private static IResult List(HttpContext context, World world, string from, string id, string to)
    {
        var limit = Body.Int(context.Request.Query["limit"], "limit", 500, 1, 500);
        var after = Body.Int(context.Request.Query["after"], "after", 0, 0, int.MaxValue);
        return world.Do(_ =>
        {
            var target = ObjectTypes.Get(to);
            var page = Live(world, Record(world, ObjectTypes.Get(from), id), target).Where(link => long.Parse(link.ToId, null) >= after).Take(limit + 1).ToArray();
            var body = new JsonObject { ["results"] = new JsonArray([.. page.Take(limit).Select(ToJson)]) };
            if (page.Length > limit)
            {
                body["paging"] = ObjectJson.NextPage(context, page[limit].ToId);
            }

            return Results.Json(body);
        });
    }

    private static IResult PutDefault(World world, string from, string id, string to, string toId) => world.Do(_ =>
    {
        var (left, right) = (ObjectTypes.Get(from), ObjectTypes.Get(to));
        var (one, other) = (Record(world, left, id), Record(world, right, toId));
        world.Link(one, other);
        return Results.Json(ObjectJson.Batch(world, [DefaultPair(one, other, left, right), DefaultPair(other, one, right, left)]));
    });

    private static IResult Put(HttpContext context, World world, string from, string id, string to, string toId)
    {
        var specs = Body.Read(context);
        var (left, right) = (ObjectTypes.Get(from), ObjectTypes.Get(to));
        var (target, ids) = InlineAssociations.ReadSpecs(left, specs.ValueKind == JsonValueKind.Array ? specs.EnumerateArray() : []);
        if (target != right)
        {
            throw HubSpotError.BadRequest($"The association types do not lead from {left.Name} to {right.Name}");
        }

        return world.Do(_ =>
        {
            var (one, other) = (Record(world, left, id), Record(world, right, toId));
            world.Link(one, other, ids);
            return Results.Json(Pair(one, other, ids), statusCode: StatusCodes.Status201Created);
        });
    }

    private static IResult Delete(World world, string from, string id, string to, string toId) => world.Do(_ =>
    {
        world.Unlink(Record(world, ObjectTypes.Get(from), id), Record(world, ObjectTypes.Get(to), toId));
        return Results.NoContent();
    });

    private static IResult Labels(string from, string to)
    {
        var (left, right) = (ObjectTypes.Get(from), ObjectTypes.Get(to));
        int?[] ids = [AssociationTypes.Primary(left, right), AssociationTypes.Default(left, right)];
        return Results.Json(new JsonObject { ["results"] = new JsonArray([.. ids.OfType<int>().Select(id => Spec(left, right, id))]) });
    }

    private static JsonObject DefaultPair(CrmObject from, CrmObject to, ObjectType fromType, ObjectType toType) => new()
    {
        ["from"] = new JsonObject { ["id"] = from.Id },
        ["to"] = new JsonObject { ["id"] = to.Id },
        ["associationSpec"] = new JsonObject
        {
            ["associationCategory"] = "HUBSPOT_DEFINED",
            ["associationTypeId"] = AssociationTypes.Default(fromType, toType),
        },
    };

    private static JsonObject Spec(ObjectType from, ObjectType to, int id)
    {
        var spec = new JsonObject { ["category"] = "HUBSPOT_DEFINED", ["typeId"] = id };
        if (AssociationTypes.Label(from, to, id) is { } label)
        {
            spec["label"] = label;
        }

        return spec;
    }
}
