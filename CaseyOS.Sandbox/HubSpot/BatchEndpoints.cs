using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Many records in one request, up to a hundred.</summary>
internal static class BatchEndpoints
{
    private const int MostWithHistory = 50;

    public static void MapBatches(this RouteGroupBuilder hubSpot)
    {
        var batch = hubSpot.MapGroup("/crm/v3/objects/{type}/batch");
        batch.MapPost("/read", Read);
        batch.MapPost("/create", Create);
        batch.MapPost("/update", Update);
        batch.MapPost("/upsert", Upsert);
        batch.MapPost("/archive", Archive);
    }

    private static IResult Read(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var body = Body.ReadObject(context);
        var idProperty = Body.String(body, "idProperty");
        var ids = Body.Inputs(body).Select(input => Body.RequiredString(input, "id")).ToArray();
        var properties = Body.Strings(body, "properties");
        var histories = Body.Strings(body, "propertiesWithHistory");
        if (histories.Count > 0 && ids.Length > MostWithHistory)
        {
            throw HubSpotError.BadRequest($"The maximum number of inputs in a batch with property histories is {MostWithHistory}, but there were {ids.Length}.");
        }

        return world.Do(_ =>
        {
            var found = ids.Distinct().Select(id => (Id: id, Record: TryGet(world, kind, id, idProperty))).ToArray();
            var results = found.Where(pair => pair.Record is not null).Select(pair => ObjectJson.WriteWithHistory(world, pair.Record!, properties, histories));
            return Answer(world, results, Missing(kind, [.. found.Where(pair => pair.Record is null).Select(pair => pair.Id)]));
        });
    }

    private static IResult Create(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var inputs = Body.Inputs(Body.ReadObject(context));
        return world.Do(_ =>
        {
            foreach (var input in inputs)
            {
                PropertyRules.CheckCreate(world, kind, Body.Properties(input));
                InlineAssociations.Read(world, kind, input);
            }

            BatchRules.RefuseRepeats(world, kind, inputs);
            var results = inputs.Select(input => ObjectJson.WriteAll(world, ObjectEndpoints.Create(world, kind, input))).ToArray();
            return Results.Json(ObjectJson.Batch(world, results), statusCode: StatusCodes.Status201Created);
        });
    }

    private static IResult Update(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var inputs = Body.Inputs(Body.ReadObject(context));
        return world.Do(_ =>
        {
            var targets = inputs.Select(input => (Input: input, Record: TryGet(world, kind, Body.RequiredString(input, "id"), Body.String(input, "idProperty")))).ToArray();
            foreach (var (input, record) in targets.Where(target => target.Record is not null))
            {
                PropertyRules.CheckUpdate(world, kind, Body.Properties(input), record!.Id);
            }

            BatchRules.RefuseRepeats(world, kind, inputs);
            var results = targets.Where(target => target.Record is not null)
                .Select(target => ObjectJson.WriteAll(world, world.Update(target.Record!, Body.Properties(target.Input), Actors.Api)))
                .ToArray();
            return Answer(world, results, Missing(kind, [.. targets.Where(target => target.Record is null).Select(target => Body.RequiredString(target.Input, "id"))]));
        });
    }

    private static IResult Upsert(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var inputs = Body.Inputs(Body.ReadObject(context));
        return world.Do(_ =>
        {
            BatchRules.RefuseRepeats(world, kind, inputs);
            var steps = inputs.Select(input => UpsertStep.Plan(world, kind, input)).ToArray();
            return Results.Json(ObjectJson.Batch(world, steps.Select(step => step.Run(world)).ToArray()));
        });
    }

    private static IResult Archive(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var ids = Body.Inputs(Body.ReadObject(context)).Select(input => Body.RequiredString(input, "id")).ToArray();
        return world.Do(_ =>
        {
            foreach (var record in ids.Select(world.Objects(kind).Find).OfType<CrmObject>())
            {
                world.Archive(record, Actors.Api);
            }

            return Results.NoContent();
        });
    }

    private static CrmObject? TryGet(World world, ObjectType type, string id, string? idProperty)
    {
        var record = string.IsNullOrEmpty(idProperty)
            ? world.Objects(type).Find(id)
            : PropertyRules.FindBy(world, type, ObjectEndpoints.UniqueProperty(world, type, idProperty), id);
        return record is { Archived: false } ? record : null;
    }

    private static HubSpotError[] Missing(ObjectType type, string[] ids) => ids.Length == 0 ? [] :
    [
        new(404, "OBJECT_NOT_FOUND", $"Could not get some {type.Singular.ToUpperInvariant()} objects, they may be deleted or not exist. Check that ids are valid.")
        {
            Context = new JsonObject { ["ids"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) },
        },
    ];

    private static IResult Answer(World world, IEnumerable<JsonNode> results, HubSpotError[] errors) => Results.Json(
        ObjectJson.Batch(world, results, errors),
        statusCode: errors.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status207MultiStatus);
}

internal static class BatchRules
{
    /// <summary>Two inputs of one batch must not claim the same unique value.</summary>
    public static void RefuseRepeats(World world, ObjectType type, JsonElement[] inputs)
    {
        var claims = inputs.SelectMany(input => Body.Properties(input)
            .Where(pair => pair.Value is not null && PropertyCatalogue.Find(world, type, pair.Key) is { Unique: true })
            .Select(pair => pair.Key + "=" + pair.Value)
            .Concat(Body.String(input, "id") is { } id ? ["id=" + id] : []));
        if (claims.GroupBy(claim => claim, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw HubSpotError.BadRequest($"Duplicate values in the batch: {twice.Key}");
        }
    }
}
