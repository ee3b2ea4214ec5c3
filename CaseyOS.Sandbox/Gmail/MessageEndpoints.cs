using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>users.messages of the Gmail API.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this RouteGroupBuilder gmail)
    {
        var messages = gmail.MapGroup("/messages");
        messages.MapGet("/", List);
        messages.MapPost("/send", Send);
        messages.MapGet("/{id}", Get);
        messages.MapPost("/{id}/modify", Modify);
        messages.MapPost("/{id}/trash", Trash);
    }

    /// <summary>What a list request may see: everything but spam and rubbish, unless asked for.</summary>
    public static IEnumerable<Message> Visible(HttpContext context, World world, AccessToken token, TimeProvider clock)
    {
        var query = context.Request.Query["q"].ToString();
        if (query.Length > 0 && GoogleScopes.IsMetadataOnly(token.Scopes))
        {
            throw new GoogleError(403, "forbidden", "PERMISSION_DENIED", "Metadata scope does not support 'q' parameter");
        }

        var labels = context.Request.Query["labelIds"].SelectMany(value => (value ?? "").Split(',')).Where(label => label.Length > 0).ToArray();
        var matches = MailSearch.Parse(query, clock);
        var everywhere = context.Request.Query["includeSpamTrash"] == "true" || query.Contains("in:anywhere", StringComparison.Ordinal);
        return world.MessagesOf(token.Email)
            .Where(message => everywhere || labels.Contains(Label.Trash) || labels.Contains(Label.Spam) || !(message.Has(Label.Trash) || message.Has(Label.Spam)))
            .Where(message => labels.All(message.Has) && matches(message));
    }

    private static IResult List(HttpContext context, World world, TimeProvider clock)
    {
        var token = context.Mailbox(world, GoogleScopes.Read);
        var (limit, offset) = (GmailRequest.Int(context, "maxResults", 100, 500), GmailRequest.Offset(context));
        return world.Do(_ =>
        {
            var found = Visible(context, world, token, clock).ToArray();
            var body = new JsonObject { ["resultSizeEstimate"] = found.Length };
            if (found.Length > offset)
            {
                body["messages"] = new JsonArray([.. found.Skip(offset).Take(limit).Select(MessageJson.Reference)]);
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
        return world.Do(_ => Results.Json(MessageJson.Write(Find(world, token, id), format, headers)));
    }

    private static IResult Send(HttpContext context, World world)
    {
        var account = Accounts.Find(context.Mailbox(world, GoogleScopes.Send).Email)!;
        var (raw, threadId) = GmailRequest.Message(GmailRequest.Body(context));
        return world.Do(_ =>
        {
            var thread = Outgoing.ThreadFor(world, account, threadId, MimeParser.Parse(raw));
            return Results.Json(MessageJson.WithLabels(world.Send(account, raw, thread, Actors.Api)));
        });
    }

    private static IResult Modify(HttpContext context, World world, string id)
    {
        var token = context.Mailbox(world, GoogleScopes.Change);
        var body = GmailRequest.Body(context);
        return world.Do(_ => Results.Json(MessageJson.WithLabels(
            world.Relabel(Find(world, token, id), GmailRequest.Texts(body, "addLabelIds"), GmailRequest.Texts(body, "removeLabelIds")))));
    }

    private static IResult Trash(HttpContext context, World world, string id)
    {
        var token = context.Mailbox(world, GoogleScopes.Change);
        return world.Do(_ => Results.Json(MessageJson.WithLabels(world.Relabel(Find(world, token, id), [Label.Trash], [Label.Inbox]))));
    }

    private static Message Find(World world, AccessToken token, string id) =>
        world.Messages.Find(id) is { } message && message.Account == token.Email ? message : throw GoogleError.NotFound();
}
