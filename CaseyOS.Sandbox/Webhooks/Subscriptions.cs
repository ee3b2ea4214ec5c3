using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Webhooks;

/// <summary>What the app has subscribed to: the same as the project in the folder <c>hubspot/</c> asks for.</summary>
internal static class Subscriptions
{
    public const long PortalId = 4_242_000;
    public const long AppId = 73_100;

    private static readonly Dictionary<string, string[]> Properties = new(StringComparer.Ordinal)
    {
        ["0-1"] = ["email", "firstname", "lastname", "company", "lifecyclestage", "hubspot_owner_id"],
        ["0-2"] = ["name", "domain", "industry", "numberofemployees"],
        ["0-3"] = ["dealname", "dealstage", "pipeline", "amount", "closedate", "hubspot_owner_id"],
    };

    public static long IdOf(string typeId, string what, string? property) =>
        910_000 + (long.Parse(typeId.AsSpan(2), null) * 100) + (property is null ? what.Length : 50 + Array.IndexOf(Properties[typeId], property));

    /// <summary>Writes down what a change of a record is worth to the subscriber.</summary>
    public static void Notice(World world, CrmObject? before, CrmObject? after)
    {
        if (after is null || !Properties.TryGetValue(ObjectTypes.Get(after.Type).TypeId, out var properties))
        {
            return;
        }

        if (before is null)
        {
            Add(world, after, "creation");
        }
        else if (before.MergedInto != after.MergedInto)
        {
            Add(world, after, "merge", null, after.MergedInto);
        }
        else if (before.Archived != after.Archived)
        {
            Add(world, after, after.Archived ? "deletion" : "restore");
        }
        else
        {
            foreach (var property in properties.Where(property => before[property] != after[property]))
            {
                Add(world, after, "propertyChange", property, after[property]);
            }
        }
    }

    private static void Add(World world, CrmObject record, string what, string? property = null, string? value = null)
    {
        var now = world.Now;
        var seq = world.NextWebhook();
        var waiting = new WebhookEvent(seq, now, what, ObjectTypes.Get(record.Type).TypeId, record.Id, property, value, "INTEGRATION", 0, DateTimeOffset.MinValue);
        world.Webhooks.Put(waiting.Key, waiting);
    }
}
