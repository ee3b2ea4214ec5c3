using CaseyOS.Core.Audits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Poison;

/// <summary>Messages that could not be processed. For administrators.</summary>
public static class PoisonEndpoints
{
    /// <summary>Registers the desk and the check that says so on <c>/ready</c>.</summary>
    public static IServiceCollection AddPoison(this IServiceCollection services) => services
        .AddSingleton<PoisonDesk>()
        .AddSingleton(provider => new ReadyCheck("poison", IsNeeded: false, token => CheckAsync(provider.GetRequiredService<PoisonDesk>(), token)));

    /// <summary>Maps <c>/api/signals/poison</c>.</summary>
    public static RouteGroupBuilder MapPoison(this IEndpointRouteBuilder routes)
    {
        var poison = routes.MapGroup("/api/signals/poison").RequireAuthorization(AuthPolicies.Admin).WithTags("Signals")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        poison.MapGet("", List).WithSummary("Messages that failed too often, of signals and of orchestrations").WithName("ListPoison");
        poison.MapPost("/retry", RetryAll).WithSummary("Give all of them another chance").WithName("RetryAllPoison");
        poison.MapPost("/{id}/retry", Retry).WithSummary("Give one another chance").WithName("RetryPoison").ProducesProblem(StatusCodes.Status404NotFound);
        poison.MapPost("/{id}/discard", Discard).WithSummary("Throw one away").WithName("DiscardPoison").ProducesProblem(StatusCodes.Status404NotFound);
        return poison;
    }

    private static async Task<Ok<PoisonResponse>> List(PoisonDesk desk, CancellationToken cancellationToken)
    {
        var (items, total) = await desk.ListAsync(cancellationToken);
        return TypedResults.Ok(new PoisonResponse(items, total));
    }

    private static async Task<Ok<PoisonMovedResponse>> RetryAll(PoisonDesk desk, AuditedChanges changes, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PoisonMovedResponse(await changes.RunAsync(user.Actor, AuditedChange.Retry, "all messages", null, desk.RetryAllAsync, cancellationToken)));

    private static async Task<Ok<PoisonMovedResponse>> Retry(string id, PoisonDesk desk, AuditedChanges changes, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PoisonMovedResponse(await changes.RunAsync(user.Actor, AuditedChange.Retry, $"message {id}", null, token => One(desk.RetryAsync(id, token)), cancellationToken)));

    private static async Task<NoContent> Discard(string id, PoisonDesk desk, AuditedChanges changes, CurrentUser user, CancellationToken cancellationToken)
    {
        await changes.RunAsync(user.Actor, AuditedChange.Discard, $"message {id}", null, token => One(desk.DiscardAsync(id, token)), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<int> One(Task message)
    {
        await message;
        return 1;
    }

    private static async Task CheckAsync(PoisonDesk desk, CancellationToken cancellationToken)
    {
        var counts = (await desk.CountAsync(cancellationToken)).Where(queue => queue.Value > 0).Select(queue => $"{queue.Value} in {queue.Key}").ToList();
        if (counts.Count > 0)
        {
            throw new InvalidOperationException($"Messages could not be processed: {string.Join(", ", counts)}.");
        }
    }
}

/// <summary>Messages that failed too often.</summary>
/// <param name="Items">At most 32 of each queue.</param>
/// <param name="Total">How many there are in all, about.</param>
public sealed record PoisonResponse(IReadOnlyList<PoisonedMessage> Items, int Total);

/// <summary>What became of a retry.</summary>
/// <param name="Messages">How many went back.</param>
public sealed record PoisonMovedResponse(int Messages);
