using CaseyOS.Core.Executions.Delivery;

namespace CaseyOS.Core.Executions;

/// <summary>What an action would do, ready to be shown or done.</summary>
/// <param name="Content">With the user's changes.</param>
/// <param name="Written">As it was proposed.</param>
/// <param name="Answered">Newest message of the thread that it answers, if it answers one.</param>
public sealed record Composed(ActionContent Content, ActionContent Written, AnsweredMessage? Answered = null)
{
    /// <summary>What the user should look at before he confirms.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Newest mail that the recipient wrote, in whatever conversation; looked up only for what is to be sent.</summary>
    public string? NewestFromThem { get; init; }

    /// <summary>What speaks against sending it and must be overruled for that.</summary>
    public IReadOnlyList<Concern> Concerns { get; init; } = [];

    /// <summary>What the user has overruled, whether or not there is such a concern.</summary>
    public IReadOnlyList<ConcernKind> Overruled { get; init; } = [];
}
