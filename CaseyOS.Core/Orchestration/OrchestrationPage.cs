namespace CaseyOS.Core.Orchestration;

/// <summary>A page of instances.</summary>
/// <param name="Items">At most as many as asked for; fewer does not mean that there are no more.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record OrchestrationPage(IReadOnlyList<OrchestrationMetadata> Items, string? Next);
