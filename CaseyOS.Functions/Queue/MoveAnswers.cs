using CaseyOS.Core.Queue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Queue;

/// <summary>What all changes of a move share at the edge: who changes which version, and how each result is answered.</summary>
internal sealed class MoveAnswers(CurrentUser user, IHttpContextAccessor accessor, IExecutableActions actions)
{
    private readonly HttpContext context = accessor.HttpContext!;

    /// <summary>The move that the request means, in the version that it saw.</summary>
    public MoveRef Move(QueueItemId id) => new(user.Owner, id, user.Actor, context.Request.GetIfMatch());

    public Results<Ok<MoveResponse>, ProblemHttpResult> Of(ChangeResult result)
    {
        switch (result)
        {
            case ChangeResult.Changed(var item):
                context.Response.Headers.ETag = ETags.Of(item.Version);
                return TypedResults.Ok(MoveResponse.From(item, actions));
            case ChangeResult.Refused(var from, var to):
                return InvalidTransition(from, to);
            case ChangeResult.Stale(var current):
                return Problems.PreconditionFailed(MoveResponse.From(current, actions));
            default:
                return NotFound();
        }
    }

    public static ProblemHttpResult NotFound() => Problems.NotFound("There is no such move.");

    private static ProblemHttpResult InvalidTransition(ItemStatus from, ItemStatus to) => Problems.Conflict(
        "invalid_transition",
        $"A move that is {Words.Of(from)} cannot become {Words.Of(to)}{(ItemTransitions.Allows(from, to) ? " by hand" : "")}.",
        ("from", Words.Of(from)),
        ("to", Words.Of(to)));
}
