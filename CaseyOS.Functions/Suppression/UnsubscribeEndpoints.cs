using CaseyOS.Core;
using CaseyOS.Core.Audits;
using CaseyOS.Core.Suppression;

namespace CaseyOS.Functions.Suppression;

/// <summary>
/// One-click unsubscribe (RFC 8058). No session and no cookie: the link is signed. Only a POST acts, since scanners follow every
/// link of a mail; a GET shows a page with the button.
/// </summary>
internal static class UnsubscribeEndpoints
{
    public static IServiceCollection AddUnsubscribe(this IServiceCollection services) => services.AddSingleton<IUnsubscribeLinks, UnsubscribeLinks>();

    public static IEndpointRouteBuilder MapUnsubscribe(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup($"/{UnsubscribeLinks.Path}").AllowAnonymous().WithoutCsrf().WithTags("Webhooks");
        links.MapGet("/{token}", (Delegate)Ask).WithName("ShowUnsubscribe").WithSummary("A page with the button; changes nothing")
            .Produces(StatusCodes.Status200OK, contentType: "text/html").Produces(StatusCodes.Status404NotFound, contentType: "text/html");
        links.MapPost("/{token}", (Delegate)Stop).WithName("Unsubscribe").WithSummary("Puts the recipient on the suppression list; again is the same as once")
            .Produces(StatusCodes.Status200OK, contentType: "text/html").Produces(StatusCodes.Status404NotFound, contentType: "text/html");
        return routes;
    }

    private static Task Ask(string token, HttpContext context, IUnsubscribeLinks links) => links.Read(token) is null
        ? UnknownAsync(context)
        : NoticePage.WriteAsync(context, StatusCodes.Status200OK, "Stop these mails?", "You will not be written to from here any more.", NoticePage.Button("Unsubscribe"));

    private static async Task Stop(
        string token, HttpContext context, IUnsubscribeLinks links, StopRequests stops, AuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (links.Read(token) is not var (owner, address))
        {
            await UnknownAsync(context);
            return;
        }

        var now = clock.GetUtcNow();
        if (await stops.StopHashedAsync(owner, address, new(SuppressionReason.Unsubscribed, "one-click", now), cancellationToken))
        {
            await audit.WriteAsync(owner, new() { At = now, Actor = "recipient", What = "unsubscribed", Recipient = address }, cancellationToken);
        }

        await NoticePage.WriteAsync(context, StatusCodes.Status200OK, "Done", "You will not be written to from here any more.", link: null);
    }

    private static Task UnknownAsync(HttpContext context) => NoticePage.WriteAsync(
        context, StatusCodes.Status404NotFound, "This link is not complete", "Copy the whole link from the mail, or simply answer the mail and say so.", link: null);
}
