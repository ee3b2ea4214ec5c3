using System.Globalization;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>users.history.list: what changed since a point; 404 when the point is too far back.</summary>
internal static class HistoryEndpoint
{
    public static IResult List(HttpContext context, World world)
    {
        var token = context.Mailbox(world, GoogleScopes.Read);
        if (!long.TryParse(context.Request.Query["startHistoryId"], NumberStyles.None, CultureInfo.InvariantCulture, out var start))
        {
            throw GoogleError.BadRequest("Missing or invalid startHistoryId");
        }

        var (limit, offset) = (GmailRequest.Int(context, "maxResults", 100, 500), GmailRequest.Offset(context));
        var types = context.Request.Query["historyTypes"].SelectMany(value => (value ?? "").Split(',')).Where(type => type.Length > 0).ToArray();
        var label = context.Request.Query["labelId"].ToString();
        return world.Do(_ =>
        {
            var entries = world.HistorySince(token.Email, start) ?? throw GoogleError.NotFound();
            var found = entries.Where(entry => types.Length == 0 || types.Contains(entry.Kind))
                .Where(entry => label.Length == 0 || entry.Labels.Contains(label) || world.Messages.Find(entry.MessageId)?.Has(label) == true)
                .ToArray();
            var body = new JsonObject { ["historyId"] = world.MailboxOf(token.Email).HistoryId.ToString(CultureInfo.InvariantCulture) };
            if (found.Length > offset)
            {
                body["history"] = new JsonArray([.. found.Skip(offset).Take(limit).Select(entry => Write(world, entry))]);
            }

            if (found.Length > offset + limit)
            {
                body["nextPageToken"] = $"{offset + limit}";
            }

            return Results.Json(body);
        });
    }

    private static JsonObject Write(World world, HistoryEntry entry)
    {
        JsonObject Reference() => new() { ["id"] = entry.MessageId, ["threadId"] = entry.ThreadId };
        var message = Reference();
        message["labelIds"] = Names(world.Messages.Find(entry.MessageId)?.Labels ?? entry.Labels);
        var change = new JsonObject { ["message"] = message };
        if (entry.Kind is HistoryEntry.LabelAdded or HistoryEntry.LabelRemoved)
        {
            change["labelIds"] = Names(entry.Labels);
        }

        var list = entry.Kind switch
        {
            HistoryEntry.Added => "messagesAdded",
            HistoryEntry.Deleted => "messagesDeleted",
            HistoryEntry.LabelAdded => "labelsAdded",
            _ => "labelsRemoved",
        };
        return new JsonObject
        {
            ["id"] = entry.Id.ToString(CultureInfo.InvariantCulture),
            ["messages"] = new JsonArray(Reference()),
            [list] = new JsonArray(change),
        };
    }

    private static JsonArray Names(IEnumerable<string> labels) => [.. labels.Select(label => JsonValue.Create(label))];
}
