using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>One turn that the Durable extension asks for.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Name">Its orchestrator; empty when the history has no start.</param>
/// <param name="Past">Events of the turns that ended.</param>
/// <param name="New">Events of this turn.</param>
internal sealed record DurableTurn(string InstanceId, string Name, IReadOnlyList<HistoryEvent> Past, IReadOnlyList<HistoryEvent> New);

/// <summary>The history holds something that no orchestrator of ours can have caused and that would change the result.</summary>
internal sealed class UnsupportedHistoryException(string instanceId, string kind)
    : Exception($"The history of '{instanceId}' has an event of kind {kind}. Sub-orchestrations, suspend and resume are not supported: terminate the instance and start another one.")
{
    public string InstanceId { get; } = instanceId;
}
