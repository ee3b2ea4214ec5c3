using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>One record at a time, lists and search.</summary>
internal static class ObjectEndpoints
{
    public static void MapObjects(this RouteGroupBuilder hubSpot)
    {
        var objects = hubSpot.MapGroup("/crm/v3/objects/{type}");
        objects.MapGet("/", List);
        objects.MapPost("/", Post);
        objects.MapPost("/search", Search);
        objects.MapGet("/{id}", Read);
        objects.MapPatch("/{id}", Update);
        objects.MapDelete("/{id}", Archive);
    }

    /// <summary>A record by id or by a unique property, or the 404 that HubSpot answers.</summary>
    public static CrmObject Get(World world, ObjectType type, string id, string? idProperty)
    {
        var record = string.IsNullOrEmpty(idProperty) || idProperty == "hs_object_id"
            ? world.Objects(type).Find(id)
            : PropertyRules.FindBy(world, type, UniqueProperty(world, type, idProperty), id);
        return record is { MergedInto: { } into } ? Get(world, type, into, null) // the old id leads on
            : record ?? throw HubSpotError.NotFound($"Object not found.  objectId are usually numeric.");
    }

    public static string UniqueProperty(World world, ObjectType type, string name) =>
        PropertyCatalogue.Find(world, type, name) is { Unique: true }
            ? name
            : throw HubSpotError.BadRequest($"Property {name} is not a unique property of {type.Name}");

    private static IResult List(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var limit = Body.Int(context.Request.Query["limit"], "limit", 10, 1, 100);
        var after = Body.Int(context.Request.Query["after"], "after", 0, 0, int.MaxValue);
        var archived = context.Request.Query["archived"] == "true";
        return world.Do(_ =>
        {
            var page = world.Objects(kind).All
                .Where(record => record.Archived == archived && long.Parse(record.Id, null) >= after)
                .OrderBy(record => long.Parse(record.Id, null))
                .Take(limit + 1)
                .ToArray();
            var properties = Body.List(context, "properties");
            var associations = Body.List(context, "associations");
            var body = new JsonObject
            {
                ["results"] = new JsonArray([.. page.Take(limit).Select(record => ObjectJson.Write(world, record, properties, associations))]),
            };
            if (page.Length > limit)
            {
                body["paging"] = ObjectJson.NextPage(context, page[limit].Id);
            }

            return Results.Json(body);
        });
    }

    private static IResult Read(HttpContext context, World world, string type, string id) => world.Do(_ =>
    {
        var record = Get(world, ObjectTypes.Get(type), id, context.Request.Query["idProperty"]);
        return record.Archived == (context.Request.Query["archived"] == "true")
            ? Results.Json(ObjectJson.Write(world, record, Body.List(context, "properties"), Body.List(context, "associations")))
            : throw HubSpotError.NotFound();
    });

    private static IResult Post(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var body = Body.ReadObject(context);
        return world.Do(_ => Results.Json(ObjectJson.WriteAll(world, Create(world, kind, body)), statusCode: StatusCodes.Status201Created));
    }

    /// <summary>Writes a record with its inline associations, after checking all of them.</summary>
    public static CrmObject Create(World world, ObjectType type, JsonElement input)
    {
        var links = InlineAssociations.Read(world, type, input);
        var record = world.Create(type, Body.Properties(input), Actors.Api);
        foreach (var (target, ids) in links)
        {
            world.Link(record, target, ids);
        }

        return world.Objects(type).Find(record.Id)!;
    }

    private static IResult Update(HttpContext context, World world, string type, string id)
    {
        var body = Body.ReadObject(context);
        return world.Do(_ =>
        {
            var record = Get(world, ObjectTypes.Get(type), id, context.Request.Query["idProperty"]);
            return record.Archived
                ? throw HubSpotError.NotFound()
                : Results.Json(ObjectJson.WriteAll(world, world.Update(record, Body.Properties(body), Actors.Api)));
        });
    }

    private static IResult Archive(World world, string type, string id) => world.Do(_ =>
    {
        // HubSpot answers 204 whether or not there is such a record.
        if (world.Objects(ObjectTypes.Get(type)).Find(id) is { } record)
        {
            world.Archive(record, Actors.Api);
        }

        return Results.NoContent();
    });

    private static IResult Search(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var body = Body.ReadObject(context);
        return world.Do(_ =>
        {
            var query = new SearchQuery(world, kind, body);
            var found = query.Run(world);
            var answer = new JsonObject
            {
                ["total"] = found.Count,
                ["results"] = new JsonArray(
                    [.. found.Skip(query.Offset).Take(query.Limit).Select(record => ObjectJson.Write(world, record, query.Properties))]),
            };
            if (query.Offset + query.Limit < found.Count)
            {
                answer["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = $"{query.Offset + query.Limit}" } };
            }

            return Results.Json(answer);
        });
    }
}
