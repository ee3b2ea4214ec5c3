using System.Globalization;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>users.threads of the Gmail API.</summary>
internal static class ThreadEndpoints
{
    public static void MapThreads(this RouteGroupBuilder gmail)
    {
        gmail.MapGet("/threads", List);
        gmail.MapGet("/threads/{id}", Get);
    }

    private static IResult List(HttpContext context, World world, TimeProvider clock)
    {
        var token = context.Mailbox(world, GoogleScopes.Read);
        var (limit, offset) = (GmailRequest.Int(context, "maxResults", 100, 500), GmailRequest.Offset(context));
        return world.Do(_ =>
        {
            var found = MessageEndpoints.Visible(context, world, token, clock).DistinctBy(message => message.ThreadId).ToArray();
            var body = new JsonObject { ["resultSizeEstimate"] = found.Length };
            if (found.Length > offset)
            {
                body["threads"] = new JsonArray([.. found.Skip(offset).Take(limit).Select(message => new JsonObject
                {
                    ["id"] = message.ThreadId,
                    ["snippet"] = MessageJson.Snippet(message),
                    ["historyId"] = message.HistoryId.ToString(CultureInfo.InvariantCulture),
                })]);
            }

            if (found.Length > offset + limit)
            {
                body["nextPageToken"] = $"{offset + limit}";
            }

            return Results.Json(body);
        });
    }

    private static IResult Get(HttpContext context, World world, string id)
    {
        var token = context.Mailbox(world, GoogleScopes.Read);
        var format = GmailRequest.Format(context, token);
        string[] headers = [.. context.Request.Query["metadataHeaders"].OfType<string>()];
        return world.Do(_ =>
        {
            var thread = world.Thread(token.Email, id);
            return thread.Count == 0 ? throw GoogleError.NotFound() : Results.Json(new JsonObject
            {
                ["id"] = id,
                ["historyId"] = thread.Max(message => message.HistoryId).ToString(CultureInfo.InvariantCulture),
                ["messages"] = new JsonArray([.. thread.Select(message => MessageJson.Write(message, format, headers))]),
            });
        });
    }
}
