namespace CaseyOS.Core.Executions;

/// <summary>What the user changed in the preview. Null leaves the writer's text.</summary>
/// <param name="Subject">Another subject, one line.</param>
/// <param name="Body">Another text.</param>
public sealed record MailOverrides(string? Subject = null, string? Body = null)
{
    /// <summary>Longest subject: what RFC 5322 allows in one line, less the word "Subject: ".</summary>
    public const int LongestSubject = 900;

    /// <summary>Longest text, in characters; far above any mail one writes by hand and far below what a row can hold.</summary>
    public const int LongestBody = 20_000;

    /// <summary>Puts the user's text in place of the writer's.</summary>
    /// <exception cref="ValidationException">Empty, too long, or with characters that would end a mail header.</exception>
    public PreviewedMail ApplyTo(PreviewedMail mail)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (Subject is not null)
        {
            Add(errors, "overrides.subject", CheckSubject(Subject, mail));
        }

        if (Body is not null)
        {
            Add(errors, "overrides.body", CheckBody(Body));
        }

        return errors.Count > 0
            ? throw new ValidationException(errors)
            : mail with { Subject = Subject?.Trim() ?? mail.Subject, Body = Body?.ReplaceLineEndings("\n").Trim() ?? mail.Body };
    }

    private static string? CheckSubject(string subject, PreviewedMail mail) => subject switch
    {
        _ when string.IsNullOrWhiteSpace(subject) => "overrides.subject must not be empty.",
        { Length: > LongestSubject } => $"overrides.subject must have at most {LongestSubject} characters.",
        _ when subject.Any(char.IsControl) => "overrides.subject must be one line without control characters.",
        // Gmail keeps a conversation together by its subject: another one would start a new thread behind the user's back.
        _ when mail.ThreadId is not null && !MailSubject.SameConversation(subject, mail.Subject) =>
            $"overrides.subject cannot change in an answer, because the conversation is held together by \"{mail.Subject}\"; change the text instead.",
        _ => null,
    };

    private static string? CheckBody(string body) => body switch
    {
        _ when string.IsNullOrWhiteSpace(body) => "overrides.body must not be empty.",
        { Length: > LongestBody } => $"overrides.body must have at most {LongestBody} characters.",
        _ when body.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) => "overrides.body must not contain control characters.",
        _ => null,
    };

    private static void Add(Dictionary<string, string[]> errors, string field, string? message)
    {
        if (message is not null)
        {
            errors[field] = [message];
        }
    }
}
