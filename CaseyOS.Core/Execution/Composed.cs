namespace CaseyOS.Core.Executions;

/// <summary>A mail ready to be shown or made.</summary>
/// <param name="Mail">With the user's changes.</param>
/// <param name="Written">As the writer wrote it.</param>
/// <param name="NewestInThread">Gmail id of the newest message of the answered thread.</param>
public sealed record Composed(PreviewedMail Mail, PreviewedMail Written, string? NewestInThread);
