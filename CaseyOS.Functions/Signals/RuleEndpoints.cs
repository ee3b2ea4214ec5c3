using CaseyOS.Core;
using CaseyOS.Core.Signals.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Signals;

/// <summary>Switches and thresholds of the rules, and how their moves fared. They are each user's own.</summary>
internal static class RuleEndpoints
{
    /// <summary>Maps <c>/api/signals/rules</c> and the same under <c>/api/settings/rules</c>.</summary>
    public static void MapRules(this IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup("/api/signals/rules").RequireAuthorization().WithTags("Signals").ProducesProblem(StatusCodes.Status400BadRequest);
        one.MapGet("", List).WithSummary("All rules: sentence, switch, thresholds, statistics");
        one.MapPut("/{name}", Change).WithSummary("Switch a rule or set its thresholds").ProducesProblem(StatusCodes.Status404NotFound);
        var all = routes.MapGroup("/api/settings/rules").RequireAuthorization().WithTags("Settings").ProducesProblem(StatusCodes.Status400BadRequest);
        all.MapGet("", List).WithSummary("All rules, as /api/signals/rules");
        all.MapPut("", ChangeAll).WithSummary("Switch several rules or set their thresholds, all or none");
    }

    private static async Task<Ok<RulesResponse>> List(RuleDesk desk, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(Response(await desk.ListAsync(user.Owner, cancellationToken)));

    private static async Task<Results<Ok<RuleResponse>, ProblemHttpResult>> Change(
        string name, RuleRequest request, RuleDesk desk, CurrentUser user, CancellationToken cancellationToken)
    {
        if (!desk.Has(name))
        {
            return Problems.NotFound($"There is no rule {name}. There are: {string.Join(", ", desk.Names)}.");
        }

        var views = await desk.ChangeAsync(user.Owner, new Dictionary<string, RuleChange>(StringComparer.Ordinal) { [name] = ChangeOf(request.Enabled, request.Thresholds) }, "", cancellationToken);
        return TypedResults.Ok(RuleResponse.From(views.Single(view => view.Rule.Name == name)));
    }

    private static async Task<Ok<RulesResponse>> ChangeAll(RulesRequest request, RuleDesk desk, CurrentUser user, CancellationToken cancellationToken)
    {
        if (request.Items.Any(item => item is null))
        {
            throw new ValidationException("items", "items must not hold null.");
        }

        if (request.Items.GroupBy(item => item.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ValidationException("items", $"items names {twice.Key} more than once.");
        }

        var changes = request.Items.ToDictionary(item => item.Name, item => ChangeOf(item.Enabled, item.Thresholds), StringComparer.Ordinal);
        return TypedResults.Ok(Response(await desk.ChangeAsync(user.Owner, changes, "items.", cancellationToken)));
    }

    private static RulesResponse Response(IEnumerable<RuleView> views) => new([.. views.Select(RuleResponse.From)]);

    private static RuleChange ChangeOf(bool? enabled, IReadOnlyDictionary<string, int>? thresholds) => new(enabled, thresholds ?? RuleChange.None.Thresholds);
}
