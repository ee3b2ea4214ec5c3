using System.Text.Json;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>The user in his own mailbox: looking at drafts, changing them, sending them, throwing them away.</summary>
internal static class UserMailbox
{
    public static void MapMailbox(this RouteGroupBuilder sandbox)
    {
        var mailbox = sandbox.MapGroup("/mailbox");
        mailbox.MapPost("/forget", (World world) =>
        {
            world.Do(_ =>
            {
                foreach (var account in Accounts.All)
                {
                    world.ForgetHistory(account.Email);
                }
            });
            return Results.NoContent();
        });
        mailbox.MapGet("/drafts", Drafts);
        mailbox.MapGet("/messages", Messages);
        mailbox.MapPost("/drafts/{id}/send", Send);
        mailbox.MapPut("/drafts/{id}", Edit);
        mailbox.MapDelete("/drafts/{id}", Delete);
    }

    public static Account? ChosenAccount(HttpContext context) =>
        context.Request.Query["account"].ToString() is { Length: > 0 } given ? Accounts.Find(given) : Accounts.Casey;

    private static IResult Drafts(HttpContext context, World world) => ChosenAccount(context) is { } account
        ? world.Do(_ => Results.Json(
            new { drafts = world.DraftsOf(account.Email).Select(pair => MailContent.Describe(pair.Message, pair.Draft.Id)).ToArray() }, StateJson.Options))
        : Results.Problem("Unknown account.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Messages(HttpContext context, World world) => ChosenAccount(context) is { } account
        ? world.Do(_ => Results.Json(
            new { messages = world.MessagesOf(account.Email).Select(message => new { message.Labels, mail = MailContent.Describe(message) }).ToArray() }, StateJson.Options))
        : Results.Problem("Unknown account.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Send(HttpContext context, World world, string id)
    {
        try
        {
            var sent = world.Do(_ => Find(world, id) is { } draft ? MailContent.Describe(world.SendDraft(Accounts.Find(draft.Account)!, draft, Actors.User)) : null);
            return sent is null ? Missing()
                : context.Request.HasFormContentType ? Results.Redirect($"/sandbox?account={Uri.EscapeDataString(sent.Account)}")
                : Results.Json(sent, StateJson.Options);
        }
        catch (GoogleError refused)
        {
            return Results.Problem(refused.Message, statusCode: refused.Code);
        }
    }

    /// <summary>As Gmail's own editor does it, an edit drops headers that programs added.</summary>
    private static IResult Edit(HttpContext context, World world, string id)
    {
        EditRequest? edit;
        try
        {
            edit = JsonSerializer.Deserialize<EditRequest>(context.BufferedBody(), StateJson.Options);
        }
        catch (JsonException problem)
        {
            return Results.Problem(problem.Message, statusCode: StatusCodes.Status400BadRequest);
        }

        return world.Do(_ =>
        {
            if (Find(world, id) is not { } draft)
            {
                return Missing();
            }

            var edited = world.UpdateDraft(Accounts.Find(draft.Account)!, draft, Rewritten(world.Messages.Find(draft.MessageId)!, edit), threadId: null, Actors.User);
            return Results.Json(MailContent.Describe(world.Messages.Find(edited.MessageId)!, edited.Id), StateJson.Options);
        });
    }

    private static IResult Delete(World world, string id) => world.Do(_ =>
    {
        if (Find(world, id) is not { } draft)
        {
            return Missing();
        }

        world.DeleteDraft(draft, Actors.User);
        return Results.NoContent();
    });

    private static byte[] Rewritten(Message message, EditRequest? edit)
    {
        string[] rewritten = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Subject"];
        var kept = message.Mime.Headers.Where(header =>
            !header.Name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && !rewritten.Contains(header.Name, StringComparer.OrdinalIgnoreCase));
        return MimeWriter.Text([.. kept, new("Subject", edit?.Subject ?? message.Mime["Subject"] ?? "")], edit?.Text ?? message.Mime.Text);
    }

    private static Draft? Find(World world, string id) => world.Drafts.Find(id);

    private static IResult Missing() => Results.Problem("There is no such draft: sent already, or deleted.", statusCode: StatusCodes.Status404NotFound);
}

internal sealed record EditRequest(string? Subject, string? Text);
