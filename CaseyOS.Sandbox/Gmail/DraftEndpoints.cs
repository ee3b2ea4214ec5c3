using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>users.drafts of the Gmail API.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this RouteGroupBuilder gmail)
    {
        var drafts = gmail.MapGroup("/drafts");
        drafts.MapPost("/", Create);
        drafts.MapGet("/", List);
        drafts.MapPost("/send", Send);
        drafts.MapGet("/{id}", Get);
        drafts.MapPut("/{id}", Update);
        drafts.MapDelete("/{id}", Delete);
    }

    private static IResult Create(HttpContext context, World world)
    {
        var account = Accounts.Find(context.Mailbox(world, GoogleScopes.WriteDrafts).Email)!;
        var (raw, threadId) = GmailRequest.Message(GmailRequest.Nested(GmailRequest.Body(context), "message"));
        return world.Do(_ => Results.Json(Short(world, world.CreateDraft(account, raw, threadId, Actors.Api))));
    }

    private static IResult List(HttpContext context, World world, TimeProvider clock)
    {
        var token = context.Mailbox(world, GoogleScopes.ReadDrafts);
        var (limit, offset) = (GmailRequest.Int(context, "maxResults", 100, 500), GmailRequest.Offset(context));
        var matches = MailSearch.Parse(context.Request.Query["q"], clock);
        return world.Do(_ =>
        {
            var found = world.DraftsOf(token.Email).Where(pair => matches(pair.Message)).ToArray();
            var body = new JsonObject { ["resultSizeEstimate"] = found.Length };
            if (found.Length > offset)
            {
                body["drafts"] = new JsonArray([.. found.Skip(offset).Take(limit)
                    .Select(pair => new JsonObject { ["id"] = pair.Draft.Id, ["message"] = MessageJson.Reference(pair.Message) })]);
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
        var token = context.Mailbox(world, GoogleScopes.ReadDrafts);
        var format = GmailRequest.Format(context, token);
        return world.Do(_ =>
        {
            var draft = Find(world, token, id);
            return Results.Json(new JsonObject { ["id"] = draft.Id, ["message"] = MessageJson.Write(world.Messages.Find(draft.MessageId)!, format, []) });
        });
    }

    private static IResult Update(HttpContext context, World world, string id)
    {
        var token = context.Mailbox(world, GoogleScopes.WriteDrafts);
        var (raw, threadId) = GmailRequest.Message(GmailRequest.Nested(GmailRequest.Body(context), "message"));
        return world.Do(_ =>
            Results.Json(Short(world, world.UpdateDraft(Accounts.Find(token.Email)!, Find(world, token, id), raw, threadId, Actors.Api))));
    }

    private static IResult Delete(HttpContext context, World world, string id)
    {
        var token = context.Mailbox(world, GoogleScopes.WriteDrafts);
        return world.Do(_ =>
        {
            world.DeleteDraft(Find(world, token, id), Actors.Api);
            return Results.NoContent();
        });
    }

    private static IResult Send(HttpContext context, World world)
    {
        var token = context.Mailbox(world, GoogleScopes.WriteDrafts);
        var body = GmailRequest.Body(context);
        var id = GmailRequest.Text(body, "id") ?? throw GoogleError.BadRequest("Missing draft id");
        var replacement = body.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object && message.TryGetProperty("raw", out var _)
            ? GmailRequest.Message(message)
            : default;
        return world.Do(_ =>
        {
            var account = Accounts.Find(token.Email)!;
            var draft = Find(world, token, id);
            if (replacement.Raw is not null)
            {
                draft = world.UpdateDraft(account, draft, replacement.Raw, replacement.ThreadId, Actors.Api);
            }

            return Results.Json(MessageJson.WithLabels(world.SendDraft(account, draft, Actors.Api)));
        });
    }

    private static Draft Find(World world, AccessToken token, string id) => world.FindDraft(token.Email, id) ?? throw GoogleError.NotFound();

    private static JsonObject Short(World world, Draft draft) => new()
    {
        ["id"] = draft.Id,
        ["message"] = MessageJson.WithLabels(world.Messages.Find(draft.MessageId)!),
    };
}
