using System.Globalization;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Creating, changing and archiving records, with everything that follows from it.</summary>
internal static class CrmWrites
{
    /// <param name="actor">Who did it, for the effect log; null for the simulated market, whose doings are not effects.</param>
    public static CrmObject Create(
        this World world, ObjectType type, IReadOnlyDictionary<string, string?> values, string? actor, DateTimeOffset? at = null)
    {
        if (actor is not null)
        {
            PropertyRules.CheckCreate(world, type, values);
        }

        var now = at ?? world.Now;
        var tenant = world.Tenant;
        world.Tenant = tenant with { NextObjectId = tenant.NextObjectId + 7 };
        var id = tenant.NextObjectId.ToString(CultureInfo.InvariantCulture);
        var empty = new CrmObject(id, type.Name, new Dictionary<string, string>(StringComparer.Ordinal), now, now);
        var record = empty.With(now, PropertyRules.Normalise(world, type, values));
        record = record.With(now, [new("hs_object_id", id), new(type.Created, Wire.Time(now)), new(type.Modified, Wire.Time(now))]);
        record = Derived.Apply(empty, record, now);
        world.Objects(type).Put(id, record);
        Log(world, record, actor, "created", values);
        return record;
    }

    public static CrmObject Update(this World world, CrmObject record, IReadOnlyDictionary<string, string?> values, string? actor)
    {
        var type = ObjectTypes.Get(record.Type);
        if (actor is not null)
        {
            PropertyRules.CheckUpdate(world, type, values, record.Id);
        }

        var now = world.Now;
        var changed = record.With(now, PropertyRules.Normalise(world, type, values));
        changed = Derived.Apply(record, changed, now).With(now, [new(type.Modified, Wire.Time(now))]);
        world.Objects(type).Put(record.Id, changed);
        if (type.IsEngagement)
        {
            Touches.RefreshNeighbours(world, changed);
        }

        Log(world, changed, actor, "updated", values);
        return changed;
    }

    /// <summary>Archiving what is archived already does nothing, as with HubSpot.</summary>
    public static void Archive(this World world, CrmObject record, string? actor)
    {
        if (record.Archived)
        {
            return;
        }

        var archived = record with { ArchivedAt = world.Now, UpdatedAt = world.Now };
        world.Objects(ObjectTypes.Get(record.Type)).Put(record.Id, archived);
        Touches.RefreshNeighbours(world, archived);
        Log(world, archived, actor, "archived", archived.Properties);
    }

    private static void Log(World world, CrmObject record, string? actor, string what, object properties)
    {
        if (actor is null)
        {
            return;
        }

        var singular = ObjectTypes.Get(record.Type).Singular;
        var kind = (record.Type, what) switch
        {
            ("emails" or "meetings" or "calls", "created") => "engagement_logged",
            ("emails" or "meetings" or "calls", _) => "engagement_" + what,
            _ => $"{singular}_{what}",
        };
        world.Record(kind, actor, new { objectType = record.Type, id = record.Id, properties });
    }
}
