using System.Globalization;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>Events as the Calendar API writes them.</summary>
internal static class CalendarJson
{
    // Ours to say, whatever a client wrote.
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "kind", "etag", "id", "status", "htmlLink", "created", "updated", "creator", "organizer", "iCalUID", "sequence", "hangoutLink", "conferenceData", "eventType",
    };

    public static string ETag(CalendarEvent item) => $"\"{(item.Updated.ToUnixTimeMilliseconds() * 1000) + item.Change}\"";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A whole event; of a cancelled one a sync says no more than that.</summary>
    public static JsonObject Write(HttpContext context, CalendarEvent item, bool brief = false)
    {
        var json = new JsonObject { ["kind"] = "calendar#event", ["etag"] = ETag(item), ["id"] = item.Id, ["status"] = item.Status };
        if (brief && item.IsCancelled)
        {
            return json;
        }

        var account = Accounts.Find(item.Account)!;
        json["htmlLink"] = $"{context.PublicRoot()}/sandbox?account={Uri.EscapeDataString(item.Account)}&event={item.Id}";
        json["created"] = Time(item.Created);
        json["updated"] = Time(item.Updated);
        foreach (var (name, value) in JsonObject.Create(item.Body)!.Where(pair => !Own.Contains(pair.Key)))
        {
            json[name] = value?.DeepClone();
        }

        // Events of somebody else name him; our own accounts organise what they create.
        var organizer = item.Text("organizerEmail") is { } other ? new JsonObject { ["email"] = other } : new JsonObject { ["email"] = account.Email, ["self"] = true };
        json.Remove("organizerEmail");
        json["creator"] = organizer.DeepClone();
        json["organizer"] = organizer;
        json["iCalUID"] = $"{item.Id}@google.com";
        json["sequence"] = item.Sequence;
        json["reminders"] ??= new JsonObject { ["useDefault"] = true };
        json["eventType"] = item.Text("eventType") ?? "default";
        MarkGuests(json, account, organizer);
        if (item.MeetCode is { } code)
        {
            json["hangoutLink"] = $"https://meet.google.com/{code}";
            json["conferenceData"] = Conference(item, code);
        }

        return json;
    }

    private static void MarkGuests(JsonObject json, Account account, JsonObject organizer)
    {
        foreach (var guest in (json["attendees"] as JsonArray ?? []).OfType<JsonObject>())
        {
            guest["responseStatus"] ??= "needsAction";
            if (account.Owns((string?)guest["email"] ?? ""))
            {
                guest["self"] = true;
            }

            if ((string?)guest["email"] == (string?)organizer["email"])
            {
                guest["organizer"] = true;
            }
        }
    }

    private static JsonObject Conference(CalendarEvent item, string code) => new()
    {
        ["createRequest"] = new JsonObject
        {
            ["requestId"] = item.Id,
            ["conferenceSolutionKey"] = new JsonObject { ["type"] = "hangoutsMeet" },
            ["status"] = new JsonObject { ["statusCode"] = "success" },
        },
        ["entryPoints"] = new JsonArray(new JsonObject
        {
            ["entryPointType"] = "video",
            ["uri"] = $"https://meet.google.com/{code}",
            ["label"] = $"meet.google.com/{code}",
        }),
        ["conferenceSolution"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "hangoutsMeet" }, ["name"] = "Google Meet" },
        ["conferenceId"] = code,
    };
}
