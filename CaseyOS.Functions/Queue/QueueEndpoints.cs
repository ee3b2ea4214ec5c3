using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Functions.Execution;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace CaseyOS.Functions.Queue;

/// <summary>The command queue: Today's Moves, listing, and everything a user does to a move short of executing it.</summary>
public static class QueueEndpoints
{
    /// <summary>Maps <c>/api/command-queue</c>.</summary>
    public static RouteGroupBuilder MapQueue(this IEndpointRouteBuilder routes)
    {
        var queue = routes.MapGroup("/api/command-queue").RequireAuthorization().WithTags("Queue")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        queue.MapGet("", List).WithName("ListMoves");
        queue.MapGet("/today", Today).WithName("TodaysMoves").Produces<TodayResponse>().Produces(StatusCodes.Status304NotModified);
        queue.MapPost("", Add).WithName("AddMove");
        queue.MapGet("/{id}", Get).WithName("GetMove").ProducesProblem(StatusCodes.Status404NotFound);
        queue.MapGet("/{id}/history", History).WithName("MoveHistory").ProducesProblem(StatusCodes.Status404NotFound);

        var changes = queue.MapGroup("")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        changes.MapPatch("/{id}", Patch).WithName("EditMove");
        changes.MapPost("/{id}/accept", Accept).WithName("AcceptMove");
        changes.MapPost("/{id}/dismiss", Dismiss).WithName("DismissMove");
        changes.MapPost("/{id}/snooze", Snooze).WithName("SnoozeMove");
        changes.MapPost("/{id}/complete", Complete).WithName("CompleteMove");
        changes.MapPost("/{id}/reopen", Reopen).WithName("ReopenMove");
        return queue;
    }

    private static async Task<Ok<MovesResponse>> List(
        [AsParameters] MoveListQuery query, CommandQueue queue, IExecutableActions actions, CurrentUser user, CancellationToken cancellationToken)
    {
        var page = await queue.ListAsync(user.Owner, query.ToFilter(), cancellationToken);
        return TypedResults.Ok(new MovesResponse([.. page.Items.Select(move => MoveResponse.From(move, actions))], page.Total, PageCursor.Encode(page.NextCursor)));
    }

    private static async Task<IResult> Today(
        Word<Domain>? domain, HttpContext context, CommandQueue queue, TodayBodies bodies, Freshness freshness, CurrentUser user, CancellationToken cancellationToken)
    {
        var today = await queue.TodayAsync(user.Owner, domain?.Value, cancellationToken);
        var stale = await freshness.OfAsync(user.Owner, cancellationToken);
        var etag = StaleWords.ETag(today.ETag, stale);
        context.Response.Headers.ETag = etag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return Names(context.Request.Headers.IfNoneMatch, etag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(bodies.Of(today, stale, user.TimeZone), "application/json; charset=utf-8");
    }

    private static async Task<Created<MoveResponse>> Add(
        NewMoveRequest request, CommandQueue queue, IExecutableActions actions, CurrentUser user, CancellationToken cancellationToken)
    {
        var move = await queue.AddAsync(user.Owner, user.Actor, request.ToMove(), cancellationToken);
        return TypedResults.Created($"/api/command-queue/{move.Id}", MoveResponse.From(move, actions));
    }

    private static async Task<Results<Ok<MoveResponse>, ProblemHttpResult>> Get(
        QueueItemId id, HttpContext context, CommandQueue queue, ExecutionStore executions, IExecutableActions actions, Freshness freshness, CurrentUser user, CancellationToken cancellationToken)
    {
        if (await queue.GetAsync(user.Owner, id, cancellationToken) is not { } move)
        {
            return MoveAnswers.NotFound();
        }

        context.Response.Headers.ETag = ETags.Of(move.Version);
        var execution = move.ExecutionId is { } under ? await executions.FindAsync(user.Owner, under, cancellationToken) : null;
        var stale = await freshness.OfAsync(user.Owner, cancellationToken);
        return TypedResults.Ok(MoveResponse.From(move, actions).With(stale, user.TimeZone) with { Watch = execution is null ? null : WatchResponse.From(execution.Value) });
    }

    private static async Task<Results<Ok<HistoryResponse>, ProblemHttpResult>> History(
        QueueItemId id, CommandQueue queue, CurrentUser user, CancellationToken cancellationToken) =>
        await queue.ReadHistoryAsync(user.Owner, id, cancellationToken) is { } history
            ? TypedResults.Ok(new HistoryResponse(history))
            : MoveAnswers.NotFound();

    private static async Task<Results<Ok<MoveResponse>, ProblemHttpResult>> Patch(
        QueueItemId id, PatchMoveRequest request, MoveAnswers answers, CommandQueue queue, CancellationToken cancellationToken) =>
        answers.Of(await queue.EditAsync(answers.Move(id), request.ToEdit(), cancellationToken));

    private static async Task<Results<Ok<MoveResponse>, ProblemHttpResult>> Accept(
        QueueItemId id, MoveAnswers answers, CommandQueue queue, CancellationToken cancellationToken) =>
        answers.Of(await queue.AcceptAsync(answers.Move(id), cancellationToken));

    private static async Task<Results<Ok<MoveResponse>, ProblemHttpResult>> Dismiss(
        QueueItemId id, DismissRequest? request, MoveAnswers answers, CommandQueue queue, CancellationToken cancellationToken) =>
        answers.Of(await queue.SkipAsync(answers.Move(id), request?.Reason, request?.Note, cancellationToken));

    private static async Task<Results<Ok<MoveResponse>, ProblemHttpResult>> Snooze(
        QueueItemId id, SnoozeRequest request, MoveAnswers answers, CommandQueue queue, CancellationToken cancellationToken) =>
        answers.Of(await queue.SnoozeAsync(answers.Move(id), request.Until.ToUniversalTime(), cancellationToken));

    private static async Task<Results<Ok<MoveResponse>, ProblemHttpResult>> Complete(
        QueueItemId id, MoveAnswers answers, CommandQueue queue, CancellationToken cancellationToken) =>
        answers.Of(await queue.CompleteAsync(answers.Move(id), cancellationToken));

    private static async Task<Results<Ok<MoveResponse>, ProblemHttpResult>> Reopen(
        QueueItemId id, MoveAnswers answers, CommandQueue queue, CancellationToken cancellationToken) =>
        answers.Of(await queue.ReopenAsync(answers.Move(id), cancellationToken));

    private static bool Names(StringValues ifNoneMatch, string etag) =>
        (ifNoneMatch.Count == 1 && ifNoneMatch[0] == etag) || ifNoneMatch.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Any(tag => tag == "*" || tag == etag || tag == $"W/{etag}");
}
