using System.Security.Cryptography;
using System.Text;
using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Queue;

namespace CaseyOS.Functions.Execution;

/// <summary>What previews and executions share at the edge: who asks, under which key, and how each result is answered.</summary>
internal sealed class ExecuteAnswers(CurrentUser user, IHttpContextAccessor accessor, IExecutableActions actions)
{
    private const int LongestKey = 200;
    private readonly HttpContext context = accessor.HttpContext!;

    /// <summary>In whose name mails are written.</summary>
    public Sender Sender => new(user.Owner, user.Email, user.Name == user.Email ? null : user.Name, user.TimeZone) { ByScript = user.IsScript };

    /// <summary>The wish, under the caller's key, or else under the confirmation's own: each preview can then be executed once.</summary>
    public ExecuteRequest Request(QueueItemId id, ExecuteMoveRequest request, WhenLimited? whenLimited) =>
        new(Sender, id, request.Mode, request.Overrides?.ToOverrides(), request.ConfirmToken, Key(request.ConfirmToken ?? ""), whenLimited ?? request.WhenLimited);

    /// <summary>The result on the wire.</summary>
    public IResult Of(ExecuteAnswer answer) => answer switch
    {
        ExecuteAnswer.Ended(var execution, var item) => TypedResults.Ok(Body(execution, item)),
        ExecuteAnswer.GoesOn(var execution, var item) => TypedResults.Accepted($"/api/executions/{execution.Id}/status", Body(execution, item)),
        ExecuteAnswer.NotConfirmed(var preview) => Problems.Of(
            StatusCodes.Status428PreconditionRequired,
            "confirmation_required",
            "This needs your confirmation: look at the preview and send its confirm_token back.",
            ("preview", PreviewResponse.From(preview))),
        ExecuteAnswer.Stale(var preview) => Problems.Conflict(
            "stale_preview", "Something changed since the preview. Look at the new one before it is done.", ("preview", PreviewResponse.From(preview))),
        ExecuteAnswer.Busy(var wait) => throw new ConflictException("already_executing", "This move is being executed right now. Its result shows up on the move in a moment.", wait),
        ExecuteAnswer.KeyMismatch => Problems.Of(
            StatusCodes.Status422UnprocessableEntity, "idempotency_mismatch", "This Idempotency-Key was used for another request. Take a new one."),
        ExecuteAnswer.Refused(var from) => Problems.Conflict(
            "invalid_transition",
            from is ItemStatus.Executed ? "This move was executed already; its page shows what came of it." : $"A move that is {Words.Of(from)} cannot be executed. Reopen it first.",
            ("from", Words.Of(from)),
            ("to", Words.Of(ItemStatus.Executing))),
        _ => throw new InvalidOperationException($"No answer for {answer.GetType().Name}."),
    };

    private ExecuteMoveResponse Body(Core.Executions.Execution execution, QueueItem item)
    {
        context.Response.Headers["X-Execution-ID"] = execution.Id.ToString();
        return new(ExecutionResponse.From(execution), MoveResponse.From(item, actions));
    }

    private string Key(string token)
    {
        var headers = context.Request.Headers;
        var key = headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? given : headers["X-Idempotency-Key"].ToString();
        return key switch
        {
            { Length: 0 } => "confirmation " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
            { Length: > LongestKey } => throw new ValidationException("Idempotency-Key", $"Idempotency-Key must have at most {LongestKey} characters."),
            _ => key,
        };
    }
}
