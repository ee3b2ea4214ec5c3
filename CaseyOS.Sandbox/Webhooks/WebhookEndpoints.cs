using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Webhooks;

/// <summary>Names the program that is told of changes while the sandbox runs.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this RouteGroupBuilder sandbox)
    {
        sandbox.MapGet("/webhooks", Show);
        sandbox.MapPut("/webhooks", Change);
        sandbox.MapDelete("/webhooks", Stop);
    }

    private static IResult Show(World world, WebhookTarget target) =>
        Results.Json(new { url = target.Current?.Url, waiting = world.Do(_ => world.Webhooks.Count) }, StateJson.Options);

    private static IResult Change(World world, WebhookTarget target, WebhookSubscription wanted)
    {
        if (!WebhookTarget.IsAllowed(wanted.Url) || string.IsNullOrEmpty(wanted.Secret))
        {
            return Results.Problem("url must be an address on this machine, and secret must not be empty.", statusCode: StatusCodes.Status400BadRequest);
        }

        target.Current = new(wanted.Url!, wanted.Secret);
        return Show(world, target);
    }

    private static IResult Stop(World world, WebhookTarget target)
    {
        target.Current = null;
        world.Do(_ => world.Webhooks.Clear());
        return Show(world, target);
    }
}

internal sealed record WebhookSubscription(Uri? Url, string? Secret);
