using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Webhooks;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Signals;

/// <summary>Where HubSpot tells us of changes. No session: a signature says who calls.</summary>
public static partial class WebhookEndpoints
{
    // A hundred events with ordinary values have some 40 kB; a property may hold 64 kB.
    private const int MaxBody = 1024 * 1024;
    private const int MaxForm = 64 * 1024;

    /// <summary>Maps <c>/api/webhooks</c> and, for those who prefer it short, <c>/webhooks</c>.</summary>
    public static IEndpointRouteBuilder MapWebhooks(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/api/webhooks"));
        Map(routes.MapGroup("/webhooks")).ExcludeFromDescription();
        return routes;
    }

    private static RouteGroupBuilder Map(RouteGroupBuilder webhooks)
    {
        webhooks.AllowAnonymous().WithoutCsrf().WithTags("Webhooks");
        webhooks.MapPost("/hubspot", HubSpot).WithSummary("A batch of events from HubSpot, signed by it").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        webhooks.MapPost("/hubspot/form-submission", Form).WithSummary("A submitted form").WithMetadata(new RequestSizeLimitAttribute(MaxForm));
        return webhooks;
    }

    // Work happens behind the queue: HubSpot waits five seconds, and a slow answer makes it send everything again.
    private static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> HubSpot(
        HttpRequest request, EventIntake intake, PublicAddress address, IOptions<HubSpotOptions> options, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger("CaseyOS.Webhooks");
        var delivery = await ReadAsync(request, address, cancellationToken);
        if (WebhookSignature.WhyRefused(delivery, options.Value.ClientSecret, clock.GetUtcNow()) is { } reason)
        {
            Log.Refused(logger, reason);
            return Problems.Of(StatusCodes.Status401Unauthorized, "signature", "The signature is missing or not valid.");
        }

        var (events, ignored) = HubSpotEvents.Read(delivery.Body);
        Log.Received(logger, events.Count, ignored);
        await intake.SendAsync(events, cancellationToken: cancellationToken);
        return TypedResults.Ok(new WebhookResponse(events.Count, ignored));
    }

    private static async Task<Results<Ok<FormResponse>, ProblemHttpResult>> Form(HttpRequest request, FormEndpoint forms, PublicAddress address, CancellationToken cancellationToken) =>
        await forms.AcceptAsync(await ReadAsync(request, address, cancellationToken), request.Headers[FormEndpoint.Header].ToString(), cancellationToken);

    private static async Task<SignedDelivery> ReadAsync(HttpRequest request, PublicAddress address, CancellationToken cancellationToken)
    {
        // At once as large as the sender says, within what is taken at all.
        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, MaxBody));
        await request.Body.CopyToAsync(body, cancellationToken);

        // As it was written: the framework's own path is decoded, and signed are the original characters.
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] raw ? raw : request.GetEncodedPathAndQuery();
        return new(
            request.Method,
            address.Origin + target,
            body.GetBuffer().AsMemory(0, (int)body.Length),
            request.Headers[WebhookSignature.TimestampHeader].ToString(),
            request.Headers[WebhookSignature.Header].ToString());
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A webhook was refused: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Debug, "A webhook brought {Events} events, and {Ignored} that no rule looks at")]
        public static partial void Received(ILogger logger, int events, int ignored);
    }
}

/// <summary>What became of a delivery.</summary>
/// <param name="Accepted">Events that wait on the queue.</param>
/// <param name="Ignored">Events of kinds that nothing here looks at.</param>
public sealed record WebhookResponse(int Accepted, int Ignored);
