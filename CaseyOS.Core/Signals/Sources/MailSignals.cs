using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Signals.Replies;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Signals about messages. Their id carries the message's own time, so that a message seen again lands on the same day.</summary>
internal static class MailSignals
{
    /// <summary>Type of a signal about an automatic answer.</summary>
    public const string AutoReply = "auto_reply";

    /// <summary>Type of a signal about a delivery report.</summary>
    public const string Bounced = "email_bounced";

    private const int SubjectLength = 200;

    /// <summary>Types of the signals that only inform.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. Enum.GetValues<ReplyKind>().Select(TypeOf).OfType<string>()];

    /// <summary>The signal under an id of the message's time; never of the future, which a list of the past would not show.</summary>
    public static Signal At(Signal signal, DateTimeOffset received) =>
        signal with { Id = new(Guid.CreateVersion7(received < signal.DetectedAt ? received : signal.DetectedAt)) };

    /// <summary>A fact worth showing that calls for no move: an automatic answer, a delivery report, a calendar's answer, a forward, a colleague. Null for other mail.</summary>
    public static Signal? Informing(OwnerId owner, GmailMessage message, ReplyVerdict verdict, DateTimeOffset now)
    {
        if (TypeOf(verdict.Kind) is not { } type)
        {
            return null;
        }

        var entity = $"thread:{message.ThreadId}";
        return At(
            new Signal
            {
                Id = default,
                Owner = owner,
                Type = type,
                Source = SignalSource.Gmail,
                Entity = entity,
                Hash = SignalHash.Of(type, entity, message.Id),
                OccurredAt = message.InternalDate,
                DetectedAt = now,
                Payload = new FactSheet
                {
                    ["message_id"] = message.Id,
                    ["thread_id"] = message.ThreadId,
                    ["from_email"] = message.From?.Email ?? "",
                    ["subject"] = message.Subject.Length > SubjectLength ? message.Subject[..SubjectLength] : message.Subject,
                    ["evidence"] = verdict.Evidence,
                    ["references"] = ReplyTest.References(message).Take(ReplyFacts.MaxReferences).ToList() is { Count: > 0 } named ? string.Join(' ', named) : null,
                    ["bounce"] = verdict.Kind == ReplyKind.Bounced ? verdict.Bounce.ToString().ToLowerInvariant() : null,
                    ["failed_recipient"] = verdict.FailedRecipient,
                    ["back_on"] = verdict.BackOn?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                }.Known(),
            },
            message.InternalDate);
    }

    private static string? TypeOf(ReplyKind kind) => kind switch
    {
        ReplyKind.Automatic => AutoReply,
        ReplyKind.Bounced => Bounced,
        ReplyKind.Calendar => "calendar_answer",
        ReplyKind.Colleague => "email_colleague",
        ReplyKind.Forwarded => "email_forwarded",
        _ => null,
    };
}
