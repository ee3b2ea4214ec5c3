using CaseyOS.Core.Outcomes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Outcomes;

/// <summary>What executions led to.</summary>
public static class OutcomeEndpoints
{
    private const int MostItems = 200;
    private const int UsualItems = 50;

    /// <summary>Maps <c>/api/outcomes</c>.</summary>
    public static RouteGroupBuilder MapOutcomes(this IEndpointRouteBuilder routes)
    {
        var outcomes = routes.MapGroup("/api/outcomes").RequireAuthorization().WithTags("Outcomes")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        outcomes.MapGet("", List).WithName("ListOutcomes");
        return outcomes;
    }

    private static async Task<Ok<OutcomesResponse>> List(int? limit, string? cursor, OutcomeStore outcomes, CurrentUser user, CancellationToken cancellationToken)
    {
        var size = IdPages.Size(limit, UsualItems, MostItems);
        var found = await outcomes.ListAsync(user.Owner, IdPages.After<Outcome>(cursor), size + 1, cancellationToken);
        var page = found.Take(size).ToList();
        return TypedResults.Ok(new OutcomesResponse([.. page.Select(OutcomeResponse.From)], found.Count > size ? PageCursor.Encode(page[^1].Id.ToString()) : null));
    }
}
