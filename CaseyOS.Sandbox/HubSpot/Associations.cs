using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>One direction of an association, with all its labels' type ids.</summary>
internal sealed record Association(string FromType, string FromId, string ToType, string ToId, IReadOnlyList<int> TypeIds)
{
    public string Key => $"{FromType}:{FromId}>{ToType}:{ToId}";
}

/// <summary>Finds the associations of a record without looking at all of them.</summary>
internal sealed class AssociationIndex
{
    private readonly Dictionary<(string, string), SortedDictionary<string, Association>> byRecord = [];

    public AssociationIndex(DocumentSet<Association> associations) => associations.Changed += OnChanged;

    public IEnumerable<Association> Of(string type, string id) =>
        byRecord.TryGetValue((type, id), out var found) ? found.Values : [];

    private void OnChanged(string key, Association? before, Association? after)
    {
        if (before is not null && byRecord.TryGetValue((before.FromType, before.FromId), out var old))
        {
            old.Remove(key);
        }

        if (after is null)
        {
            return;
        }

        if (!byRecord.TryGetValue((after.FromType, after.FromId), out var links))
        {
            byRecord[(after.FromType, after.FromId)] = links = new(StringComparer.Ordinal);
        }

        links[key] = after;
    }
}

/// <summary>Making and undoing associations; both directions always change together.</summary>
internal static class Linking
{
    public static void Link(this World world, CrmObject from, CrmObject to, params int[] typeIds)
    {
        var fromType = ObjectTypes.Get(from.Type);
        var toType = ObjectTypes.Get(to.Type);
        var wanted = typeIds.Length > 0 ? typeIds : DefaultIds(fromType, toType);
        Put(world, from, to, wanted);
        Put(world, to, from, [.. wanted.Select(id => AssociationTypes.Reverse(fromType, toType, id))]);
        Touches.Refresh(world, from, to);
    }

    public static void Unlink(this World world, CrmObject from, CrmObject to)
    {
        world.Associations.Remove(Empty(from, to).Key);
        world.Associations.Remove(Empty(to, from).Key);
        Touches.Refresh(world, from, to);
    }

    private static int[] DefaultIds(ObjectType from, ObjectType to) =>
        AssociationTypes.Default(from, to) is { } id
            ? [id]
            : throw HubSpotError.BadRequest($"No default association is defined between {from.Name} and {to.Name}");

    private static void Put(World world, CrmObject from, CrmObject to, int[] ids)
    {
        var link = Empty(from, to);
        var fromType = ObjectTypes.Get(from.Type);
        var toType = ObjectTypes.Get(to.Type);
        var existing = world.Associations.Find(link.Key)?.TypeIds ?? [];

        // A labelled association always carries the unlabelled one as well.
        var all = existing.Concat(ids).Concat(AssociationTypes.Default(fromType, toType) is { } plain ? [plain] : []);
        world.Associations.Put(link.Key, link with { TypeIds = [.. all.Distinct().Order()] });
    }

    private static Association Empty(CrmObject from, CrmObject to) => new(from.Type, from.Id, to.Type, to.Id, []);
}
