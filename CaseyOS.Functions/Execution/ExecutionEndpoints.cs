using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Queue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CaseyOS.Functions.Execution;

/// <summary>Previewing, executing, looking up and undoing.</summary>
public static class ExecutionEndpoints
{
    private const int MostItems = 200;
    private const int UsualItems = 50;

    /// <summary>Maps preview and execute of moves, and <c>/api/executions</c>.</summary>
    public static RouteGroupBuilder MapExecution(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization().WithTags("Execution")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/command-queue/{id}/preview", Preview).WithName("PreviewMove");
        api.MapPost("/command-queue/{id}/execute", Execute).WithName("ExecuteMove")
            .Produces<ExecuteMoveResponse>()
            .Produces<ExecuteMoveResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/executions", List).WithName("ListExecutions");
        api.MapGet("/executions/{id}", Get).WithName("GetExecution");
        api.MapGet("/executions/{id}/status", Get).WithName("GetExecutionStatus");
        api.MapGet("/executions/{id}/content.md", Markdown).WithName("GetExecutionMarkdown").Produces<string>(contentType: "text/markdown");
        api.MapPost("/executions/{id}/rollback", RollBack).WithName("RollBackExecution")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapPost("/executions/{id}/cancel-watch", StopWatch).WithName("CancelWatch").ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/command-queue/{id}/cancel-watch", StopWatchOfMove).WithName("CancelWatchOfMove").ProducesProblem(StatusCodes.Status409Conflict);
        return api;
    }

    private static async Task<Ok<PreviewResponse>> Preview(
        QueueItemId id, PreviewRequest? request, ExecuteAnswers answers, Executor executor, CancellationToken cancellationToken)
    {
        var wanted = request ?? new();
        return TypedResults.Ok(PreviewResponse.From(
            await executor.PreviewAsync(answers.Sender, id, wanted.Mode, wanted.Overrides?.ToOverrides(), cancellationToken)));
    }

    private static async Task<IResult> Execute(
        QueueItemId id,
        [FromQuery(Name = "dry_run")] bool? dryRun,
        [FromQuery(Name = "when_limited")] Word<WhenLimited>? whenLimited,
        ExecuteMoveRequest? request,
        ExecuteAnswers answers,
        DryRuns dryRuns,
        Executor executor,
        CancellationToken cancellationToken) =>
        dryRun is true
            ? TypedResults.Ok(await dryRuns.RunAsync(answers.Sender, id, request ?? new(), cancellationToken))
            : answers.Of(await executor.ExecuteAsync(answers.Request(id, request ?? new(), whenLimited?.Value), cancellationToken));

    private static async Task<Ok<ExecutionsResponse>> List(
        Word<ExecutionStatus>? status,
        [FromQuery(Name = "item_id")] QueueItemId? itemId,
        int? limit,
        string? cursor,
        ExecutionStore executions,
        CurrentUser user,
        CancellationToken cancellationToken)
    {
        var size = IdPages.Size(limit, UsualItems, MostItems);
        var found = await executions.ListAsync(user.Owner, new(status?.Value, itemId), IdPages.After<Core.Executions.Execution>(cursor), size + 1, cancellationToken);
        var page = found.Take(size).ToList();
        return TypedResults.Ok(new ExecutionsResponse([.. page.Select(ExecutionResponse.From)], found.Count > size ? PageCursor.Encode(page[^1].Id.ToString()) : null));
    }

    private static async Task<Ok<ExecutionResponse>> Get(ExecutionId id, ExecutionStore executions, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(ExecutionResponse.From((await executions.GetAsync(user.Owner, id, cancellationToken)).Value));

    private static async Task<IResult> Markdown(ExecutionId id, ExecutionStore executions, CurrentUser user, CancellationToken cancellationToken)
    {
        var execution = (await executions.GetAsync(user.Owner, id, cancellationToken)).Value;
        return execution.Status != ExecutionStatus.RolledBack && execution.Content.ToMarkdown() is { } text
            ? TypedResults.Text(text, "text/markdown; charset=utf-8")
            : throw new NotFoundException("Nothing is kept for reading with this execution.");
    }

    private static async Task<Ok<ExecutionResponse>> RollBack(
        ExecutionId id, Rollback rollback, ExecutionStore executions, ActionHandlers handlers, CurrentUser user, CancellationToken cancellationToken)
    {
        if (user.IsScript)
        {
            var execution = (await executions.GetAsync(user.Owner, id, cancellationToken)).Value;
            ScriptRules.Check(byScript: true, execution.Mode, handlers.For(execution.ActionType));
        }

        return TypedResults.Ok(ExecutionResponse.From(await rollback.RunAsync(user.Owner, user.Actor, id, cancellationToken)));
    }

    private static async Task<Ok<ExecutionResponse>> StopWatch(ExecutionId id, StopWatching watches, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(ExecutionResponse.From(await watches.RunAsync(user.Owner, user.Actor, id, cancellationToken)));

    private static async Task<Ok<ExecutionResponse>> StopWatchOfMove(QueueItemId id, StopWatching watches, CurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(ExecutionResponse.From(await watches.RunAsync(user.Owner, user.Actor, id, cancellationToken)));
}
