using System.Text.RegularExpressions;

namespace CaseyOS.Core.Executions;

/// <summary>Subjects of answers: the conversation's own subject with one "Re:" in front.</summary>
public static partial class MailSubject
{
    /// <summary>The subject of an answer to <paramref name="subject"/>; never "Re: Re:".</summary>
    public static string AnswerTo(string subject) => $"Re: {Bare(subject)}";

    /// <summary>Whether two subjects belong to one conversation: equal but for answer and forward marks.</summary>
    public static bool SameConversation(string one, string other) =>
        string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string subject) => Marks.Replace(subject, "").Trim();

    // English, German, Dutch, Scandinavian, French, Spanish and Polish mail programs, as in "AW: WG: offer".
    [GeneratedRegex(@"^(\s*(re|aw|sv|antw|rv|odp|fwd?|wg|tr)(\[\d+\])?\s*:)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Marks { get; }
}
