namespace CaseyOS.Core.Executions;

/// <summary>A mail ready to be shown or made.</summary>
/// <param name="Mail">With the user's changes.</param>
/// <param name="Written">As the writer wrote it.</param>
/// <param name="Answered">Newest message of the thread that it answers, if it answers one.</param>
public sealed record Composed(PreviewedMail Mail, PreviewedMail Written, AnsweredMessage? Answered)
{
    /// <summary>What the user should look at before he confirms.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
