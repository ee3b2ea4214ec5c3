using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Hosting;

/// <summary>For probes and people: public, cheap, without personal data.</summary>
internal static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("").AllowAnonymous().WithTags("Health");
        health.MapGet("/health", Alive).WithSummary("The process lives");
        health.MapGet("/healthz", Alive).WithSummary("The process lives");
        health.MapGet("/caseyos/health", Alive).WithSummary("The process lives");
        health.MapGet("/ready", Ready).WithSummary("Whether everything needed works, tried now").Produces<ReadyReport>(StatusCodes.Status503ServiceUnavailable);
        health.MapGet("/health/beat", Beat).WithSummary("When each timer ran");
        return routes;
    }

    private static AliveResponse Alive() => new("ok");

    private static async Task<Results<Ok<ReadyReport>, JsonHttpResult<ReadyReport>>> Ready(Readiness readiness, CancellationToken cancellationToken)
    {
        var report = await readiness.CheckAsync(cancellationToken);
        return report.Status == "failed" ? TypedResults.Json(report, statusCode: StatusCodes.Status503ServiceUnavailable) : TypedResults.Ok(report);
    }

    private static async Task<BeatResponse> Beat(TimerBeats beats, CancellationToken cancellationToken) => new(await beats.ReadAsync(cancellationToken));
}

/// <summary>The process lives.</summary>
internal sealed record AliveResponse(string Status);

/// <summary>All timers.</summary>
internal sealed record BeatResponse(IReadOnlyList<TimerBeat> Items);
