using System.Text.Json;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Orchestrations;

/// <summary>An instance: ids, names and times. What it was given and what it returned are not shown.</summary>
public sealed record OrchestrationResponse(
    string Id,
    string Name,
    OrchestrationRuntimeStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    int? HistoryLength,
    JsonElement? CustomStatus,
    string? Failure,
    IReadOnlyList<OrchestrationWait> WaitsFor)
{
    private const int LongestFailure = 500;

    internal static OrchestrationResponse From(OrchestrationMetadata one, OrchestrationHistory? history) => new(
        one.InstanceId,
        one.Name,
        one.RuntimeStatus,
        one.CreatedAt,
        one.LastUpdatedAt,
        history?.Events.Count ?? (one.HistoryLength > 0 ? one.HistoryLength : null),
        one.SerializedCustomStatus is { } status ? JsonSerializer.Deserialize<JsonElement>(status) : null,
        one.FailureDetails?.ErrorMessage is { } failure ? failure[..Math.Min(failure.Length, LongestFailure)] : null,
        history?.WaitsFor ?? []);
}

/// <summary>A page of instances.</summary>
public sealed record OrchestrationListResponse(IReadOnlyList<OrchestrationResponse> Items, string? NextCursor);

/// <summary>An instance with the end of its history.</summary>
/// <param name="Orchestration">The instance.</param>
/// <param name="History">Its last events, at most 200, oldest first.</param>
public sealed record OrchestrationDetailResponse(OrchestrationResponse Orchestration, IReadOnlyList<OrchestrationEvent> History);

/// <summary>Why an instance is ended.</summary>
/// <param name="Reason">For the log; at most 200 characters.</param>
public sealed record TerminateRequest(string? Reason = null);
