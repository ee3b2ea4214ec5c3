using CaseyOS.Core.Executions.Delivery;

namespace CaseyOS.Core.Executions;

/// <summary>What the user changed in the preview. Null leaves what was proposed.</summary>
/// <param name="Subject">Another subject, one line.</param>
/// <param name="Body">Another text.</param>
/// <param name="DueAt">Another due time, for tasks.</param>
/// <param name="Slot">When a meeting begins.</param>
/// <param name="SecondMail">Send a mail although they were written to within a day.</param>
/// <param name="OtherRecipient">Send a mail although the address is not the one of the move's contact.</param>
/// <param name="Drafts">Other texts of content drafts, in their order; null leaves one.</param>
/// <param name="DraftToSelf">Whether content drafts are also wanted as a draft in the own mailbox.</param>
public sealed record ActionOverrides(
    string? Subject = null,
    string? Body = null,
    DateTimeOffset? DueAt = null,
    DateTimeOffset? Slot = null,
    bool SecondMail = false,
    bool OtherRecipient = false,
    IReadOnlyList<string?>? Drafts = null,
    bool? DraftToSelf = null)
{
    /// <summary>Longest subject: what RFC 5322 allows in one line, less the word "Subject: ".</summary>
    public const int LongestSubject = 900;

    /// <summary>Longest text, in characters; far above any mail one writes by hand and far below what a row can hold.</summary>
    public const int LongestBody = 20_000;

    // Google tells busy times for a few months at once.
    private const int FarthestDays = 60;

    /// <summary>Puts the user's text in place of the writer's.</summary>
    /// <exception cref="ValidationException">Empty, too long, or with characters that would end a mail header.</exception>
    public PreviewedMail ApplyTo(PreviewedMail mail)
    {
        // Gmail keeps a conversation together by its subject: another one would start a new thread behind the user's back.
        var apart = Subject is not null && mail.ThreadId is not null && !MailSubject.SameConversation(Subject, mail.Subject);
        Check(
            apart ? $"overrides.subject cannot change in an answer, because the conversation is held together by \"{mail.Subject}\"; change the text instead." : null,
            NoDate, NoSlot);
        return mail with { Subject = Subject?.Trim() ?? mail.Subject, Body = Text ?? mail.Body };
    }

    /// <summary>As for a mail.</summary>
    /// <exception cref="ValidationException">Empty or too long, or due in the past.</exception>
    public PreviewedTask ApplyTo(PreviewedTask task, DateTimeOffset now)
    {
        Check(null, DueAt <= now ? "overrides.due_at must be in the future." : null, NoSlot);
        return task with { Subject = Subject?.Trim() ?? task.Subject, Body = Text ?? task.Body, DueAt = DueAt?.ToUniversalTime() ?? task.DueAt };
    }

    /// <summary>As for a mail.</summary>
    /// <exception cref="ValidationException">Empty or too long.</exception>
    public PreviewedNote ApplyTo(PreviewedNote note)
    {
        Check(null, NoDate, NoSlot);
        return note with { Subject = Subject?.Trim() ?? note.Subject, Body = Text ?? note.Body };
    }

    /// <summary>The user's words in place of the proposed ones; <see cref="Slot"/> has been looked at by <see cref="CheckMeeting"/>.</summary>
    public PreviewedMeeting ApplyTo(PreviewedMeeting meeting) => meeting with { Subject = Subject?.Trim() ?? meeting.Subject, Body = Text ?? meeting.Body };

    /// <summary>Whether these can be a meeting's.</summary>
    /// <exception cref="ValidationException">Empty or too long, or a time that is over or far away.</exception>
    public void CheckMeeting(DateTimeOffset now) => Check(null, NoDate, Slot switch
    {
        { } slot when slot <= now => "Choose a time in the future.",
        { } slot when slot > now.AddDays(FarthestDays) => FormattableString.Invariant($"Choose a time within the next {FarthestDays} days."),
        _ => null,
    });

    /// <summary>As for a task.</summary>
    /// <exception cref="ValidationException">Empty or too long, or due in the past.</exception>
    public PreviewedEscalation ApplyTo(PreviewedEscalation escalation, DateTimeOffset now)
    {
        Check(null, DueAt <= now ? "overrides.due_at must be in the future." : null, NoSlot);
        return escalation with { Subject = Subject?.Trim() ?? escalation.Subject, Body = Text ?? escalation.Body, DueAt = DueAt?.ToUniversalTime() ?? escalation.DueAt };
    }

    /// <summary>The user's texts in place of the proposed ones.</summary>
    /// <exception cref="ValidationException">Another number of drafts, or one that is empty or too long.</exception>
    public PreviewedDrafts ApplyTo(PreviewedDrafts content)
    {
        var problem = Drafts is null ? null
            : Drafts.Count != content.Drafts.Count ? FormattableString.Invariant($"overrides.drafts must have {content.Drafts.Count} texts, in the order of the preview; null leaves one as it is.")
            : Drafts.OfType<string>().Select(text => CheckText("overrides.drafts", text)).FirstOrDefault(message => message is not null);
        Check(null, NoDate, NoSlot, problem, forDrafts: true);
        var texts = Drafts ?? [];
        return content with
        {
            Subject = Subject?.Trim() ?? content.Subject,
            Drafts = [.. content.Drafts.Select((draft, index) => texts.ElementAtOrDefault(index) is { } text ? draft with { Text = Clean(text) } : draft)],
            DraftToSelf = DraftToSelf ?? content.DraftToSelf,
        };
    }

    private string? NoDate => DueAt is null ? null : "overrides.due_at goes with tasks only.";

    private string? NoSlot => Slot is null ? null : "overrides.slot goes with meetings only.";

    internal IReadOnlyList<ConcernKind> Overruled =>
        [.. new (ConcernKind Kind, bool Given)[] { (ConcernKind.SecondMail, SecondMail), (ConcernKind.OtherRecipient, OtherRecipient) }.Where(one => one.Given).Select(one => one.Kind)];

    private string? Text => Body is null ? null : Clean(Body);

    private static string Clean(string text) => text.ReplaceLineEndings("\n").Trim();

    private void Check(string? subject, string? due, string? slot, string? drafts = null, bool forDrafts = false)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Add(errors, "overrides.subject", (Subject is null ? null : CheckSubject(Subject)) ?? subject);
        Add(errors, "overrides.body", Body is null ? null : forDrafts ? "overrides.body goes with single texts; use overrides.drafts." : CheckText("overrides.body", Body));
        Add(errors, "overrides.due_at", due);
        Add(errors, "overrides.slot", slot);
        Add(errors, "overrides.drafts", forDrafts || Drafts is null ? drafts : "overrides.drafts goes with content only.");
        Add(errors, "overrides.draft_to_self", forDrafts || DraftToSelf is null ? null : "overrides.draft_to_self goes with content only.");
        if (errors.Count > 0)
        {
            throw new ValidationException(errors);
        }
    }

    private static string? CheckSubject(string subject) => subject switch
    {
        _ when string.IsNullOrWhiteSpace(subject) => "overrides.subject must not be empty.",
        { Length: > LongestSubject } => $"overrides.subject must have at most {LongestSubject} characters.",
        _ when subject.Any(char.IsControl) => "overrides.subject must be one line without control characters.",
        _ => null,
    };

    private static string? CheckText(string field, string text) => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => $"{field} must not be empty.",
        { Length: > LongestBody } => $"{field} must have at most {LongestBody} characters.",
        _ when text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) => $"{field} must not contain control characters.",
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
