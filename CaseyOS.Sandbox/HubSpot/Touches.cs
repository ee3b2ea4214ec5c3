using System.Globalization;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>
/// The properties that HubSpot derives from a record's activities: when it was last contacted, what comes next, how often.
/// </summary>
internal static class Touches
{
    /// <summary>After a link between an activity and a record changed.</summary>
    public static void Refresh(World world, CrmObject one, CrmObject other)
    {
        if (ObjectTypes.Get(one.Type).IsEngagement != ObjectTypes.Get(other.Type).IsEngagement)
        {
            Refresh(world, ObjectTypes.Get(one.Type).IsEngagement ? other : one);
        }
    }

    /// <summary>After an activity itself changed.</summary>
    public static void RefreshNeighbours(World world, CrmObject activity)
    {
        foreach (var link in world.Links.Of(activity.Type, activity.Id).ToArray())
        {
            if (world.Objects(ObjectTypes.Get(link.ToType)).Find(link.ToId) is { } neighbour)
            {
                Refresh(world, neighbour);
            }
        }
    }

    private static void Refresh(World world, CrmObject record)
    {
        var type = ObjectTypes.Get(record.Type);
        if (type.IsEngagement || world.Objects(type).Find(record.Id) is not { Archived: false } current)
        {
            return;
        }

        var changes = Derive(world, current).Where(pair => current[pair.Key] != pair.Value).ToArray();
        if (changes.Length > 0)
        {
            world.Objects(type).Put(current.Id, Stamp(current.With(world.Now, changes), type));
        }
    }

    private static CrmObject Stamp(CrmObject record, ObjectType type) =>
        record.With(record.UpdatedAt, [new(type.Modified, Wire.Time(record.UpdatedAt))]);

    private static IEnumerable<KeyValuePair<string, string?>> Derive(World world, CrmObject record)
    {
        var activities = world.Links.Of(record.Type, record.Id)
            .Select(link => world.Objects(ObjectTypes.Get(link.ToType)).Find(link.ToId))
            .OfType<CrmObject>()
            .Where(activity => !activity.Archived && ObjectTypes.Get(activity.Type).IsEngagement)
            .Select(activity => (Activity: activity, At: Wire.ParseTime(activity["hs_timestamp"]) ?? activity.CreatedAt))
            .ToArray();
        var past = activities.Where(entry => entry.At <= world.Now && !IsOpenTask(entry.Activity)).ToArray();
        var contacts = past.Where(entry => IsContact(entry.Activity)).ToArray();
        var ahead = activities.Where(entry => entry.At > world.Now && (IsOpenTask(entry.Activity) || IsScheduled(entry.Activity))).ToArray();
        yield return new("notes_last_contacted", Latest(contacts));
        yield return new("notes_last_updated", Latest(past));
        yield return new("notes_next_activity_date", ahead.Length == 0 ? null : Wire.Time(ahead.Min(entry => entry.At)));
        yield return new("num_contacted_notes", contacts.Length.ToString(CultureInfo.InvariantCulture));
        yield return new("num_notes", past.Length.ToString(CultureInfo.InvariantCulture));
    }

    private static string? Latest((CrmObject Activity, DateTimeOffset At)[] entries) =>
        entries.Length == 0 ? null : Wire.Time(entries.Max(entry => entry.At));

    /// <summary>Mail, calls and meetings count as contact; a mail still being written or a cancelled meeting does not.</summary>
    private static bool IsContact(CrmObject activity) => activity.Type switch
    {
        "emails" => activity["hs_email_status"] is null or "SENT",
        "meetings" => activity["hs_meeting_outcome"] is not ("CANCELED" or "NO_SHOW"),
        "calls" => true,
        _ => false,
    };

    private static bool IsOpenTask(CrmObject activity) => activity.Type == "tasks" && activity["hs_task_status"] != "COMPLETED";

    private static bool IsScheduled(CrmObject activity) =>
        activity.Type == "meetings" && activity["hs_meeting_outcome"] is null or "SCHEDULED" or "RESCHEDULED";
}
