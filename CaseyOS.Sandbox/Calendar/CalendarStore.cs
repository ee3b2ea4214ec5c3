using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>Writing events: every write is one change in its calendar, and one effect when somebody asked for it.</summary>
internal static class CalendarStore
{
    public static CalendarState CalendarOf(this World world, string account) =>
        world.Calendars.Find(account) ?? new CalendarState(account, 0, 0);

    public static IEnumerable<CalendarEvent> EventsOf(this World world, string account) => world.Events.All.Where(item => item.Account == account);

    public static CalendarEvent? FindEvent(this World world, string account, string id) => world.Events.Find(CalendarEvent.KeyOf(account, id));

    /// <summary>Stores an event as the calendar's newest change.</summary>
    public static CalendarEvent PutEvent(this World world, CalendarEvent item)
    {
        var calendar = world.CalendarOf(item.Account);
        var stored = item with { Change = calendar.LastChange + 1 };
        world.Calendars.Put(item.Account, calendar with { LastChange = stored.Change });
        world.Events.Put(stored.Key, stored);
        return stored;
    }

    /// <summary>A new event, with the organiser's own copy and those of invited accounts of this sandbox.</summary>
    public static CalendarEvent CreateEvent(this World world, Account account, EventDraft draft, string sendUpdates, string actor)
    {
        var now = world.Now;
        var made = world.PutEvent(new(
            draft.Id, account.Email, 0, draft.Status, draft.Start, draft.End, now, now, 0, JsonSerializer.SerializeToElement(draft.Body), draft.WantsMeet ? MeetCode(draft.Id) : null));
        world.Record("event_created", actor, Describe(made, sendUpdates));
        Guests.Invite(world, made, sendUpdates);
        return made;
    }

    public static CalendarEvent ChangeEvent(this World world, CalendarEvent before, EventDraft draft, string sendUpdates, string actor)
    {
        var moved = draft.Start != before.Start || draft.End != before.End;
        var changed = world.PutEvent(before with
        {
            Status = draft.Status,
            Start = draft.Start,
            End = draft.End,
            Updated = world.Now,
            Sequence = before.Sequence + (moved ? 1 : 0),
            Body = JsonSerializer.SerializeToElement(draft.Body),
            MeetCode = before.MeetCode ?? (draft.WantsMeet ? MeetCode(before.Id) : null),
        });
        world.Record(changed.IsCancelled ? "event_cancelled" : "event_updated", actor, Describe(changed, sendUpdates));
        return changed;
    }

    public static void CancelEvent(this World world, CalendarEvent item, string sendUpdates, string actor)
    {
        foreach (var pending in world.Invitations.All.Where(one => one.Account == item.Account && one.EventId == item.Id).ToArray())
        {
            world.Invitations.Remove(pending.Id);
        }

        var cancelled = world.PutEvent(item with { Status = CalendarEvent.Cancelled, Updated = world.Now, Sequence = item.Sequence + 1 });
        world.Record("event_cancelled", actor, Describe(cancelled, sendUpdates));
    }

    /// <summary>All there is counts as long known: whoever has an older token must read everything anew.</summary>
    public static void ForgetChanges(this World world, string account)
    {
        var calendar = world.CalendarOf(account);
        world.Calendars.Put(account, calendar with { ForgottenUpTo = calendar.LastChange });
    }

    private static object Describe(CalendarEvent item, string sendUpdates) => new
    {
        item.Account,
        item.Id,
        item.Status,
        title = item.Text("summary"),
        item.Start,
        item.End,
        attendees = Guests.Addresses(item),
        notified = sendUpdates == "none" ? [] : Guests.Addresses(item).Where(guest => guest != item.Account).ToArray(),
        meet = item.MeetCode is not null,
    };

    private static string MeetCode(string id)
    {
        var dice = Market.Dice.For("meet", id);
        string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + dice.Between(0, 25))));
        return $"{Letters(3)}-{Letters(4)}-{Letters(3)}";
    }
}

/// <summary>What an event is to become, read and found to make sense.</summary>
internal sealed record EventDraft(string Id, string Status, DateTimeOffset Start, DateTimeOffset End, JsonObject Body, bool WantsMeet);
