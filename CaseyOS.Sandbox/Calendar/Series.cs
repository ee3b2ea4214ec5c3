using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>Series of events, resolved into single ones. A single one that was changed or called off is stored under its own id.</summary>
internal static class Series
{
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(400);

    /// <summary>The rule of a series; null for a single event.</summary>
    public static RecurrenceRule? RuleOf(CalendarEvent item) =>
        item.Body.TryGetProperty("recurrence", out var rules) && rules.ValueKind == JsonValueKind.Array
            ? rules.EnumerateArray().Select(rule => RecurrenceRule.Parse(rule.GetString() ?? "")).FirstOrDefault(rule => rule is not null)
            : null;

    /// <summary>Single events as they are, series resolved as far as they touch a window.</summary>
    public static IEnumerable<CalendarEvent> SinglesOf(this World world, string account, DateTimeOffset? from, DateTimeOffset? until) => world.EventsOf(account)
        .SelectMany(item => RuleOf(item) is { } rule && !item.IsCancelled ? Singles(item, rule, from, until ?? world.Now + Horizon).Where(single => world.FindEvent(account, single.Id) is null) : [item]);

    /// <summary>Whether any event of a series touches a window; a single event answers for itself.</summary>
    public static bool Touches(CalendarEvent item, DateTimeOffset? from, DateTimeOffset? until) => RuleOf(item) is { } rule
        ? Singles(item, rule, from, until ?? item.Start + Horizon).Any()
        : (from is null || item.End > from) && (until is null || item.Start < until);

    /// <summary>An event by its id, also one of a series.</summary>
    public static CalendarEvent? FindSingle(this World world, string account, string id) =>
        world.FindEvent(account, id)
        ?? (id.LastIndexOf('_') is > 0 and var split && world.FindEvent(account, id[..split]) is { IsCancelled: false } item && RuleOf(item) is { } rule
            && DateTimeOffset.TryParseExact(id[(split + 1)..], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
                ? Singles(item, rule, start, start.AddMinutes(1)).FirstOrDefault(single => single.Id == id)
                : null);

    private static IEnumerable<CalendarEvent> Singles(CalendarEvent item, RecurrenceRule rule, DateTimeOffset? from, DateTimeOffset until)
    {
        var zone = ZoneOf(item);
        return rule.Starts(TimeZoneInfo.ConvertTime(item.Start, zone).DateTime)
            .Select(local => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime())
            .TakeWhile(start => start < until && !(start > rule.Until))
            .Where(start => from is null || start + (item.End - item.Start) > from)
            .Select(start => Single(item, start));
    }

    private static CalendarEvent Single(CalendarEvent item, DateTimeOffset start)
    {
        var body = JsonObject.Create(item.Body)!;
        var zone = (string?)body["start"]?["timeZone"];
        body.Remove("recurrence");
        body["recurringEventId"] = item.Id;
        body["start"] = new JsonObject { ["dateTime"] = CalendarJson.Time(start), ["timeZone"] = zone };
        body["end"] = new JsonObject { ["dateTime"] = CalendarJson.Time(start + (item.End - item.Start)), ["timeZone"] = zone };
        body["originalStartTime"] = body["start"]!.DeepClone();
        return item with
        {
            Id = $"{item.Id}_{start.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}",
            Start = start,
            End = start + (item.End - item.Start),
            Body = JsonSerializer.SerializeToElement(body),
        };
    }

    private static TimeZoneInfo ZoneOf(CalendarEvent item) =>
        item.Body.GetProperty("start").TryGetProperty("timeZone", out var named) && TimeZoneInfo.TryFindSystemTimeZoneById(named.GetString() ?? "", out var zone)
            ? zone
            : TimeZoneInfo.FindSystemTimeZoneById(Accounts.Find(item.Account)!.TimeZone);
}
