using CaseyOS.Core.Outcomes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Outcomes;

/// <summary>The numbers on top of the page.</summary>
public static class DashboardEndpoints
{
    /// <summary>Maps <c>/api/dashboard</c>.</summary>
    public static RouteGroupBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        var dashboard = routes.MapGroup("/api/dashboard").RequireAuthorization().WithTags("Dashboard").ProducesProblem(StatusCodes.Status401Unauthorized);
        dashboard.MapGet("/stats", Stats).WithName("DashboardStats");
        return dashboard;
    }

    private static async Task<Ok<DashboardStats>> Stats(Dashboard dashboard, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(await dashboard.ReadAsync(user.Owner, user.TimeZone, cancellationToken));
}
