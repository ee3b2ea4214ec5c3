using CaseyOS.Core;
using CaseyOS.Core.Audits;
using CaseyOS.Core.Jobs;
using CaseyOS.Core.Orchestration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Orchestrations;

/// <summary>What runs, what it waits for, and a way to end it. For administrators.</summary>
public static class OrchestrationEndpoints
{
    private const int UsualItems = 50;
    private const int MostItems = 100;
    private const int MostEvents = 200;
    private const int LongestReason = 200;

    // The extension cannot filter by name. A page that finds too few after this many looks is short and says where to go on.
    private const int MostLooks = 10;

    /// <summary>Maps <c>/api/orchestrations</c>.</summary>
    public static RouteGroupBuilder MapOrchestrations(this IEndpointRouteBuilder routes)
    {
        var orchestrations = routes.MapGroup("/api/orchestrations").RequireAuthorization(AuthPolicies.Admin).WithTags("Orchestrations")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict);
        orchestrations.MapGet("", List).WithSummary("Instances, with what each waits for").WithName("ListOrchestrations");
        orchestrations.MapGet("/{id}", Get).WithSummary("One instance with its history").WithName("GetOrchestration").ProducesProblem(StatusCodes.Status404NotFound);
        orchestrations.MapPost("/{id}/terminate", Terminate).WithSummary("End an instance; once more is harmless").WithName("TerminateOrchestration")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return orchestrations;
    }

    private static async Task<Ok<OrchestrationListResponse>> List(
        Word<OrchestrationRuntimeStatus>? status, string? name, int? limit, string? cursor, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var size = IdPages.Size(limit, UsualItems, MostItems);
        var filter = new OrchestrationQuery(status is { } one ? [one.Value] : null);
        List<OrchestrationMetadata> found = [];
        var next = PageCursor.Decode(cursor);
        for (var look = 0; look == 0 || (look < MostLooks && found.Count < size && next is not null); look++)
        {
            var page = await client.ListInstancesAsync(filter, size - found.Count, next, cancellationToken);
            found.AddRange(page.Items.Where(instance => name is null || string.Equals(instance.Name, name, StringComparison.OrdinalIgnoreCase)));
            next = page.Next;
        }

        var items = await Task.WhenAll(found.Select(async instance =>
            OrchestrationResponse.From(instance, instance.IsCompleted ? null : await client.GetHistoryAsync(instance.InstanceId, cancellationToken))));
        return TypedResults.Ok(new OrchestrationListResponse(items, PageCursor.Encode(next)));
    }

    private static async Task<Ok<OrchestrationDetailResponse>> Get(string id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (instance, history) = (await client.GetInstanceAsync(id, cancellation: cancellationToken), await client.GetHistoryAsync(id, cancellationToken));
        return instance is null || history is null
            ? throw Missing(id)
            : TypedResults.Ok(new OrchestrationDetailResponse(OrchestrationResponse.From(instance, history), [.. history.Events.TakeLast(MostEvents)]));
    }

    private static async Task<Results<Ok<OrchestrationResponse>, Accepted<OrchestrationResponse>>> Terminate(
        string id, TerminateRequest? request, DurableTaskClient client, JobDesk jobs, AuditedChanges changes, CurrentUser user, CancellationToken cancellationToken)
    {
        if (request?.Reason is { Length: > LongestReason })
        {
            throw new ValidationException("reason", $"reason has at most {LongestReason} characters.");
        }

        var instance = await client.GetInstanceAsync(id, cancellation: cancellationToken) ?? throw Missing(id);
        if (instance.RuntimeStatus == OrchestrationRuntimeStatus.Terminated)
        {
            return TypedResults.Ok(OrchestrationResponse.From(instance, null));
        }

        if (instance.IsCompleted)
        {
            throw new ConflictException("finished", $"{id} has ended already ({Words.Of(instance.RuntimeStatus)}); there is nothing to end.");
        }

        await changes.RunAsync(user.Actor, AuditedChange.Termination, $"orchestration {instance.Name} {id}", request?.Reason, EndAsync, cancellationToken);
        return TypedResults.Accepted($"/api/orchestrations/{id}", OrchestrationResponse.From(instance, null));

        async Task<bool> EndAsync(CancellationToken token)
        {
            await client.TerminateInstanceAsync(id, request?.Reason, token);
            await jobs.NoteStoppedAsync(id, token);
            return true;
        }
    }

    private static NotFoundException Missing(string id) => new($"There is no orchestration {id}.");
}
