using CaseyOS.Sandbox.HubSpot;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.Pages;

/// <summary>HubSpot's page on which a user agrees to install an app; it stands in for app.hubspot.com.</summary>
internal static class InstallPage
{
    public static void MapInstallPage(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup("/hubspot-app/oauth/authorize");
        app.MapGet("", Show);
        app.MapPost("", Decide);
    }

    private static IResult Show(HttpContext context, IOptions<Hosting.SandboxOptions> options)
    {
        var query = context.Request.Query;
        if (query["client_id"] != options.Value.HubSpotClientId || !Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out var back) || !back.IsLoopback)
        {
            return Page.Write(context, "Error 400", Html.Of($"""<h2>Authorization failed</h2><div class="card"><p>The client id or the redirect address is not the app's.</p></div>"""), StatusCodes.Status400BadRequest);
        }

        var scopes = Html.Join(query["scope"].ToString().Split(' ').Select(scope => Html.Of($"""<li>{scope}</li>""")));
        return Page.Write(context, "Install an app", Html.Of($"""
            <form method="post"><h2>{options.Value.HubSpotClientId} wants to be installed in Larkin</h2><div class="card"><ul>{scopes}</ul></div>
            <p class="soft">You will be sent back to {back.GetLeftPart(UriPartial.Path)}</p>
            <div class="row"><button name="action" value="deny">Cancel</button><button class="go" name="action" value="allow">Connect app</button></div></form>
            """));
    }

    private static async Task<IResult> Decide(HttpContext context, HubSpotTokens tokens)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var query = context.Request.Query;
        var answer = form["action"] == "allow" ? $"code={Uri.EscapeDataString(tokens.Agree())}" : "error=access_denied";
        return Results.Redirect($"{query["redirect_uri"]}?{answer}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }
}
