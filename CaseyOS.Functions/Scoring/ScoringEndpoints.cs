using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Scoring;

/// <summary>Trying values, and recalculating now.</summary>
public static class ScoringEndpoints
{
    /// <summary>Maps <c>/api/aps</c>.</summary>
    public static RouteGroupBuilder MapScoring(this IEndpointRouteBuilder routes)
    {
        var scores = routes.MapGroup("/api/aps").RequireAuthorization().WithTags("Scores").ProducesProblem(StatusCodes.Status400BadRequest);
        scores.MapPost("/explain", Explain).WithName("ExplainScore");
        scores.MapPost("/recalculate", Recalculate).RequireAuthorization(AuthPolicies.Admin).WithName("RecalculateScores");
        return scores;
    }

    private static Ok<ExplainResponse> Explain(ExplainRequest request, Scorer scorer) =>
        TypedResults.Ok(ExplainResponse.From(scorer.Score(request.ToFacts())));

    private static async Task<Ok<Recalculation>> Recalculate(ScoreRecalculation recalculation, CancellationToken cancellationToken) =>
        TypedResults.Ok(await recalculation.RunAsync(cancellationToken));
}
