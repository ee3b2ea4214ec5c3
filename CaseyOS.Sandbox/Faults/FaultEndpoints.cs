using System.Text.Json;
using System.Text.Json.Serialization;
using CaseyOS.Sandbox.Hosting;

namespace CaseyOS.Sandbox.Faults;

/// <summary>Ordering faults, seeing which are set, and calling them off.</summary>
internal static class FaultEndpoints
{
    /// <summary>A misspelt field must not silently order nothing.</summary>
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapFaults(this RouteGroupBuilder sandbox)
    {
        sandbox.MapPost("/faults", Add);
        sandbox.MapGet("/faults", (FaultBook faults) => Results.Json(new { faults = faults.List() }));
        sandbox.MapDelete("/faults", (FaultBook faults) =>
        {
            faults.Clear();
            return Results.NoContent();
        });
    }

    private static IResult Add(HttpContext context, FaultBook faults)
    {
        Fault? fault;
        try
        {
            fault = JsonSerializer.Deserialize<Fault>(context.BufferedBody(), Strict);
        }
        catch (JsonException problem)
        {
            return Results.Problem(problem.Message, statusCode: StatusCodes.Status400BadRequest);
        }

        return fault is null ? Results.Problem("A fault is a JSON object.", statusCode: StatusCodes.Status400BadRequest)
            : fault.Problem() is { } wrong ? Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest)
            : Results.Json(faults.Add(fault), statusCode: StatusCodes.Status201Created);
    }
}
