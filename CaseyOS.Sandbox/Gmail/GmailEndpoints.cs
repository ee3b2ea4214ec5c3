using System.Globalization;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>The Gmail API: profile, labels, aliases; the rest in files of their own.</summary>
internal static class GmailEndpoints
{
    public static void MapGmail(this RouteGroupBuilder google)
    {
        var gmail = google.MapGroup("/gmail/v1/users/{user}");
        gmail.MapGet("/profile", Profile);
        gmail.MapGet("/labels", Labels);
        gmail.MapGet("/settings/sendAs", SendAs);
        gmail.MapDrafts();
        gmail.MapMessages();
        gmail.MapThreads();
        gmail.MapGet("/history", HistoryEndpoint.List);
    }

    private static IResult Profile(HttpContext context, World world)
    {
        var account = context.Mailbox(world, GoogleScopes.Profile).Email;
        return world.Do(_ =>
        {
            var messages = world.MessagesOf(account).ToArray();
            return Results.Json(new JsonObject
            {
                ["emailAddress"] = account,
                ["messagesTotal"] = messages.Length,
                ["threadsTotal"] = messages.Select(message => message.ThreadId).Distinct().Count(),
                ["historyId"] = world.MailboxOf(account).HistoryId.ToString(CultureInfo.InvariantCulture),
            });
        });
    }

    private static IResult Labels(HttpContext context, World world)
    {
        context.Mailbox(world, GoogleScopes.Labels);
        return Results.Json(new JsonObject
        {
            ["labels"] = new JsonArray([.. Label.System.Select(name => new JsonObject { ["id"] = name, ["name"] = name, ["type"] = "system" })]),
        });
    }

    private static IResult SendAs(HttpContext context, World world)
    {
        var account = Accounts.Find(context.Mailbox(world, GoogleScopes.Settings).Email)!;
        var primary = new JsonObject
        {
            ["sendAsEmail"] = account.Email,
            ["displayName"] = account.Name,
            ["replyToAddress"] = "",
            ["signature"] = "",
            ["isPrimary"] = true,
            ["isDefault"] = true,
        };
        var aliases = account.Aliases.Select(alias => new JsonObject
        {
            ["sendAsEmail"] = alias,
            ["displayName"] = account.Name,
            ["replyToAddress"] = "",
            ["signature"] = "",
            ["treatAsAlias"] = true,
            ["verificationStatus"] = "accepted",
        });
        return Results.Json(new JsonObject { ["sendAs"] = new JsonArray([primary, .. aliases]) });
    }
}
