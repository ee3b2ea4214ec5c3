using System.Text.Json.Serialization;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Which execution an orchestration looks after. Ids only: histories are kept for long and read by many.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Execution">Which; also the instance's id.</param>
/// <param name="At">For activities: the time by the orchestration's clock, so that one whose own clock is behind still sees that its time has come.</param>
public sealed record WatchInput(
    OwnerId Owner, ExecutionId Execution, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At = null)
{
    internal DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow() is var now && At > now ? At.Value : now;
}
