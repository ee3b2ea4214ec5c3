using System.ComponentModel.DataAnnotations;
using System.Text;

namespace CaseyOS.Core.Executions;

/// <summary>Times and limits of executions.</summary>
public sealed class ExecutionOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Execution";

    /// <summary>How long one performer may work before it is cancelled.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a performer owns an execution. Twice the timeout: a cancelled call may still be on its way to Gmail, and
    /// whoever takes over must not look before it has arrived.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>After this the caller is told where to ask, and the execution goes on.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:45")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a mail that we send is held first: the time in which the user can call it off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan HoldWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Further tries after a failure that may pass (408, 429, 5xx, no answer).</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Pause before the first retry; it doubles, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a first result is kept for its idempotency key.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan KeepKeys { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After this an execution whose effect could not be looked up is given up.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often HubSpot is told before we stop trying.</summary>
    [Range(1, 100)]
    public int LogAttempts { get; set; } = 12;

    /// <summary>Opens a draft in the mailbox; <c>{0}</c> is its message id, <c>{1}</c> the mailbox.</summary>
    [Required]
    public string DraftLink { get; set; } = "https://mail.google.com/mail/u/0/#drafts?compose={0}";

    /// <summary>How long after its sending a mail is credited with what follows (also <c>OUTCOME_ATTRIBUTION_WINDOW_HOURS</c>).</summary>
    [Range(0.001, 2160)]
    public double AttributionWindowHours { get; set; } = 72;

    /// <summary>
    /// When to look without being called, in case what was to call got lost: so long after the draft was made whether it was
    /// sent, and so long after its sending whether there is an answer. After the last one, once a day. Null: 1, 6, 24 and 48 hours.
    /// </summary>
    public TimeSpan[]? CheckAfter { get; set; }

    /// <summary>How long a draft may lie unsent before nobody waits for it any more.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan AbandonAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>When to look again after Gmail could not be asked.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LookAgainAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many follow-ups there are per contact and deal.</summary>
    [Range(0, 10)]
    public int MaxFollowUps { get; set; } = 3;

    /// <summary>How long after the sending each follow-up appears at the earliest; the last holds for all later ones. Null: 3, 7 and 14 days.</summary>
    public TimeSpan[]? FollowUpAfter { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Found out at the start, and not when a draft is there and only its link cannot be written.
        if (!IsDraftLink(DraftLink))
        {
            yield return new("Execution:DraftLink knows {0}, the draft's message id, and {1}, the mailbox; a brace of its own is doubled.");
        }
    }

    private static bool IsDraftLink(string format)
    {
        try
        {
            return CompositeFormat.Parse(format).MinimumArgumentCount <= 2;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Exponential with jitter, unless the service asked for more.
    internal TimeSpan PauseBefore(int retry, TimeSpan? asked)
    {
        var own = RetryDelay * Math.Pow(2, retry) * (1 + (Random.Shared.NextDouble() / 2));
        return asked > own ? asked.Value : own;
    }

    // Bound settings are added to what is there already, so the defaults stand here.
    internal IReadOnlyList<TimeSpan> CheckPoints => CheckAfter ?? [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24), TimeSpan.FromHours(48)];

    internal IReadOnlyList<TimeSpan> FollowUpGaps => FollowUpAfter is { Length: > 0 } gaps ? gaps : [TimeSpan.FromDays(3), TimeSpan.FromDays(7), TimeSpan.FromDays(14)];
}
