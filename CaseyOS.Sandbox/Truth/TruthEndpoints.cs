using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Truth;

/// <summary>What was asked and what happened.</summary>
internal static class TruthEndpoints
{
    public static void MapTruth(this RouteGroupBuilder sandbox)
    {
        sandbox.MapGet("/requests", Requests);
        sandbox.MapGet("/effects", Effects);
        sandbox.MapGet("/exchanges", (ExchangeLog log, int? skip) => Results.Json(new { exchanges = log.After(skip ?? 0) }, StateJson.Options));
        sandbox.MapGet("/cases", Cases);
    }

    private static IResult Requests(HttpContext context, RequestLog log)
    {
        var query = context.Request.Query;
        string? Given(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
        var since = long.TryParse(Given("since"), out var seq) ? seq : 0;
        var bodies = query["bodies"] == "true";
        var found = log.List(request => request.Seq > since
            && (Given("provider") is not { } provider || request.Provider == provider)
            && (Given("method") is not { } method || request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && (Given("path") is not { } path || request.Path.StartsWith(path, StringComparison.Ordinal)));
        return Results.Json(new
        {
            count = found.Count,
            requests = found.Select(request => new
            {
                request.Seq,
                request.At,
                request.Provider,
                request.Method,
                request.Path,
                request.Query,
                request.Status,
                request.Fault,
                request.ContentType,
                body = bodies ? request.Body : null,
            }),
        }, StateJson.Options);
    }

    /// <summary>What the rules should make of the seeded world; empty in scenarios without cases.</summary>
    private static IResult Cases(World world) => world.Do(_ => Results.Json(new { cases = world.Cases.All.OrderBy(known => known.Key, StringComparer.Ordinal) }, StateJson.Options));

    private static IResult Effects(World world, string? kind, string? since)
    {
        try
        {
            var found = world.Do(_ => world.ListEffects(kind, since));
            return Results.Json(new { count = found.Count, effects = found }, StateJson.Options);
        }
        catch (FormatException problem)
        {
            return Results.Problem(problem.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
