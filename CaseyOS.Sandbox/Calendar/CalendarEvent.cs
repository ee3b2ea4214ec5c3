using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>An event in one account's calendar. What clients wrote stays in <see cref="Body"/> as they wrote it.</summary>
/// <param name="Change">Its place in the order of the calendar's changes: what sync tokens count.</param>
internal sealed record CalendarEvent(
    string Id,
    string Account,
    long Change,
    string Status,
    DateTimeOffset Start,
    DateTimeOffset End,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    int Sequence,
    JsonElement Body,
    string? MeetCode = null)
{
    public const string Confirmed = "confirmed";
    public const string Cancelled = "cancelled";

    [JsonIgnore]
    public string Key => KeyOf(Account, Id);

    [JsonIgnore]
    public bool IsCancelled => Status == Cancelled;

    /// <summary>Ids are unique within a calendar, not beyond it.</summary>
    public static string KeyOf(string account, string id) => $"{account}/{id}";

    public string? Text(string name) => Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>One account's calendar: its count of changes, and the change below which sync tokens are no longer known.</summary>
internal sealed record CalendarState(string Account, long LastChange, long ForgottenUpTo);

/// <summary>An invited person who is going to answer.</summary>
internal sealed record Invitation(string Id, DateTimeOffset DueAt, string Account, string EventId, string Person, string Response);
