using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Two records become one: the first keeps its values, gets those it lacked and everything beside the second.</summary>
internal static class Merging
{
    public static void MapMerge(this RouteGroupBuilder hubSpot) => hubSpot.MapPost("/crm/v3/objects/{type}/merge", Handle);

    private static IResult Handle(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        if (kind.IsEngagement)
        {
            throw HubSpotError.NotFound();
        }

        var body = Body.ReadObject(context);
        var (primaryId, mergedId) = (Body.RequiredString(body, "primaryObjectId"), Body.RequiredString(body, "objectIdToMerge"));
        return world.Do(_ => Results.Json(ObjectJson.WriteAll(world, Merge(world, kind, Live(world, kind, primaryId), Live(world, kind, mergedId)))));
    }

    private static CrmObject Merge(World world, ObjectType type, CrmObject primary, CrmObject merged)
    {
        if (primary.Id == merged.Id)
        {
            throw HubSpotError.BadRequest("A record cannot be merged with itself.");
        }

        foreach (var link in world.Links.Of(merged.Type, merged.Id).ToArray())
        {
            if (world.Objects(ObjectTypes.Get(link.ToType)).Find(link.ToId) is { } neighbour)
            {
                world.Link(primary, neighbour, [.. link.TypeIds]);
                world.Unlink(merged, neighbour);
            }
        }

        // Linking has refreshed what is derived from activities.
        var current = world.Objects(type).Find(primary.Id)!;
        var missing = merged.Properties.Where(pair => current[pair.Key] is null).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value));
        world.Objects(type).Put(merged.Id, world.Objects(type).Find(merged.Id)! with { ArchivedAt = world.Now, UpdatedAt = world.Now, MergedInto = primary.Id });
        var one = current.With(world.Now, [.. missing, new(type.Modified, Wire.Time(world.Now))]);
        world.Objects(type).Put(one.Id, one);
        world.Record($"{type.Singular}_merged", Actors.Api, new { objectType = type.Name, id = one.Id, merged = merged.Id });
        return one;
    }

    private static CrmObject Live(World world, ObjectType type, string id) =>
        world.Objects(type).Find(id) is { Archived: false } record ? record : throw HubSpotError.NotFound($"Object not found.  objectId are usually numeric.");
}
