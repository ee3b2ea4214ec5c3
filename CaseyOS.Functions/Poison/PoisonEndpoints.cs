using CaseyOS.Core;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Poison;

/// <summary>Messages that could not be processed. For administrators.</summary>
public static partial class PoisonEndpoints
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

    private static async Task<Ok<PoisonMovedResponse>> RetryAll(PoisonDesk desk, CurrentUser user, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var moved = await desk.RetryAllAsync(cancellationToken);
        Log.RetriedAll(Audit(loggers), user.Owner, moved);
        return TypedResults.Ok(new PoisonMovedResponse(moved));
    }

    private static async Task<Ok<PoisonMovedResponse>> Retry(string id, PoisonDesk desk, CurrentUser user, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        await desk.RetryAsync(id, cancellationToken);
        Log.Retried(Audit(loggers), user.Owner, id);
        return TypedResults.Ok(new PoisonMovedResponse(1));
    }

    private static async Task<NoContent> Discard(string id, PoisonDesk desk, CurrentUser user, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        await desk.DiscardAsync(id, cancellationToken);
        Log.Discarded(Audit(loggers), user.Owner, id);
        return TypedResults.NoContent();
    }

    private static async Task CheckAsync(PoisonDesk desk, CancellationToken cancellationToken)
    {
        var counts = (await desk.CountAsync(cancellationToken)).Where(queue => queue.Value > 0).Select(queue => $"{queue.Value} in {queue.Key}").ToList();
        if (counts.Count > 0)
        {
            throw new InvalidOperationException($"Messages could not be processed: {string.Join(", ", counts)}.");
        }
    }

    private static ILogger Audit(ILoggerFactory loggers) => loggers.CreateLogger("CaseyOS.Audit");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Owner} gave {Count} poisoned messages another chance")]
        public static partial void RetriedAll(ILogger logger, OwnerId owner, int count);

        [LoggerMessage(LogLevel.Warning, "{Owner} gave poisoned message {Id} another chance")]
        public static partial void Retried(ILogger logger, OwnerId owner, string id);

        [LoggerMessage(LogLevel.Warning, "{Owner} threw poisoned message {Id} away")]
        public static partial void Discarded(ILogger logger, OwnerId owner, string id);
    }
}

/// <summary>Messages that failed too often.</summary>
/// <param name="Items">At most 32 of each queue.</param>
/// <param name="Total">How many there are in all, about.</param>
public sealed record PoisonResponse(IReadOnlyList<PoisonedMessage> Items, int Total);

/// <summary>What became of a retry.</summary>
/// <param name="Messages">How many went back.</param>
public sealed record PoisonMovedResponse(int Messages);
