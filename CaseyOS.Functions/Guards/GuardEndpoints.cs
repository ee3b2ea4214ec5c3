using CaseyOS.Core;
using CaseyOS.Core.Audits;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Guards;

/// <summary>The emergency stop, the limits, the circuits and the audit trail.</summary>
public static class GuardEndpoints
{
    private const int LongestReason = 500;
    private const int MostEntries = 200;
    private const int UsualEntries = 50;

    /// <summary>Maps <c>/api/actions</c>, <c>/api/limits</c>, <c>/api/circuit-breakers</c>, <c>/api/audit</c> and <c>/api/admin/actions</c>.</summary>
    public static IEndpointRouteBuilder MapGuards(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization().WithTags("Guards").ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapGet("/actions", Actions).WithName("GetActions").WithSummary("Whether anything may be done outside at present");
        api.MapGet("/limits", Limits).WithName("GetLimits").WithSummary("What is left of each limit");
        api.MapGet("/circuit-breakers", Circuits).WithName("ListCircuitBreakers").WithSummary("The circuit of each handler on this instance");
        api.MapGet("/audit", Audit).WithName("ListAudit").WithSummary("What was done outside in the user's name; an admin also sees installation=true")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

        var admin = api.MapGroup("/admin/actions").RequireAuthorization(AuthPolicies.Admin)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);
        admin.MapPost("/stop", Stop).WithName("StopActions").WithSummary("Emergency stop: within seconds nothing reaches the outside from any instance");
        admin.MapPost("/resume", Resume).WithName("ResumeActions").WithSummary("Ends the emergency stop and wakes what it held");
        return routes;
    }

    private static async Task<Ok<ActionsResponse>> Actions(ActionSwitch actions, CancellationToken cancellationToken) =>
        TypedResults.Ok(ActionsResponse.From(await actions.FindStopAsync(cancellationToken)));

    private static async Task<Ok<ActionsResponse>> Stop(StopActionsRequest? request, ActionSwitch actions, CurrentUser user, CancellationToken cancellationToken) =>
        request?.Reason is { Length: > LongestReason }
            ? throw new ValidationException("reason", $"reason must have at most {LongestReason} characters.")
            : TypedResults.Ok(ActionsResponse.From(await actions.StopAsync(user.Actor, request?.Reason, cancellationToken)));

    private static async Task<Ok<ActionsResponse>> Resume(Resumption resumption, ActionSwitch actions, CurrentUser user, CancellationToken cancellationToken)
    {
        await resumption.RunAsync(user.Actor, cancellationToken);
        return TypedResults.Ok(ActionsResponse.From(await actions.FindStopAsync(cancellationToken)));
    }

    private static async Task<Ok<LimitsResponse>> Limits(LimitBook limits, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(new LimitsResponse([.. (await limits.ReadAsync(user.Owner, null, cancellationToken)).Select(LimitResponse.From)]));

    private static Ok<CircuitsResponse> Circuits(HandlerCircuits circuits, IEnumerable<IActionHandler> handlers) =>
        TypedResults.Ok(new CircuitsResponse([.. handlers.Select(circuits.State)]));

    private static async Task<Results<Ok<AuditResponse>, ProblemHttpResult>> Audit(
        bool? installation, int? limit, string? cursor, AuditLog audit, CurrentUser user, CancellationToken cancellationToken)
    {
        if (installation is true && !user.IsAdmin)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Only admins see what concerns the whole installation.");
        }

        var size = IdPages.Size(limit, UsualEntries, MostEntries);
        var found = await audit.ListAsync(installation is true ? OwnerId.System : user.Owner, PageCursor.Decode(cursor), size + 1, cancellationToken);
        var page = found.Take(size).ToList();
        return TypedResults.Ok(new AuditResponse([.. page.Select(AuditEntryResponse.From)], found.Count > size ? PageCursor.Encode(page[^1].Key) : null));
    }
}
