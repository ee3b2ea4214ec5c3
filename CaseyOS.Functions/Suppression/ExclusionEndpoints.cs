using CaseyOS.Core.Suppression;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Suppression;

/// <summary>Companies that the user leaves alone.</summary>
internal static class ExclusionEndpoints
{
    public static void MapExclusions(this IEndpointRouteBuilder routes)
    {
        var excluded = routes.MapGroup("/api/settings/excluded-companies").RequireAuthorization().WithTags("Settings");
        excluded.MapGet("", Get).WithName("ExcludedCompanies").WithSummary("Companies to which no move proposes to write, by domain");
        excluded.MapPut("", Put).WithName("ExcludeCompanies").WithSummary("Replace that list; moves that would write to one of them leave the page").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Ok<ExcludedCompaniesBody>> Get(ExcludedCompanies excluded, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ExcludedCompaniesBody(await excluded.GetAsync(user.Owner, cancellationToken)));

    private static async Task<Ok<ExcludedCompaniesBody>> Put(ExcludedCompaniesBody request, ExcludedCompanies excluded, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ExcludedCompaniesBody(await excluded.ReplaceAsync(user.Owner, request.Domains, cancellationToken)));
}

/// <summary>Companies that the user leaves alone.</summary>
/// <param name="Domains">Their web domains; whoever writes from a subdomain is meant too.</param>
[System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow)]
public sealed record ExcludedCompaniesBody(IReadOnlyList<string> Domains);
