using CaseyOS.Core.Jobs;
using CaseyOS.Core.Outcomes.Deals;
using CaseyOS.Functions.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Outcomes;

/// <summary>How deals ended.</summary>
public static class DealOutcomeEndpoints
{
    /// <summary>Maps <c>/api/deal-outcomes</c>.</summary>
    public static RouteGroupBuilder MapDealOutcomes(this IEndpointRouteBuilder routes)
    {
        var deals = routes.MapGroup("/api/deal-outcomes").RequireAuthorization().WithTags("Outcomes").ProducesProblem(StatusCodes.Status401Unauthorized);
        deals.MapGet("/win-rates", Rates).WithSummary("Won and lost deals by segment").WithName("WinRates");
        deals.MapPost("/backfill", Backfill).RequireAuthorization(AuthPolicies.Admin).WithSummary("Take in all closed deals of HubSpot, as a job").WithName("BackfillDealOutcomes")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        return deals;
    }

    private static async Task<Ok<WinRatesResponse>> Rates(DealOutcomeStore outcomes, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(new WinRatesResponse(WinRate.Of(await outcomes.ListAsync(user.Owner, cancellationToken))));

    private static async Task<Accepted<JobResponse>> Backfill(JobDesk jobs, CurrentUser user, CancellationToken cancellationToken) =>
        JobEndpoints.Started(await jobs.StartAsync(JobKind.BackfillDealOutcomes, user.Owner, cancellationToken), user);
}

/// <summary>Win rates.</summary>
/// <param name="Items">The overall rate, then the segments by size.</param>
public sealed record WinRatesResponse(IReadOnlyList<WinRate> Items);
