using System.Globalization;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Signals.Replies;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Suppression;

namespace CaseyOS.Core.Signals;

/// <summary>What a signal about incoming mail means for the execution that it belongs to, and for writing to that person again.</summary>
internal static class ObservedMail
{
    private static readonly string Unsubscribe = nameof(Sentiment.Unsubscribe).ToLowerInvariant();
    private static readonly string Hard = nameof(BounceKind.Hard).ToLowerInvariant();

    /// <summary>The observation for the outcomes; null for signals that are none.</summary>
    public static ObservedReply? Read(Signal signal) => signal.Type switch
    {
        EmailRepliedRule.TypeName => Observed(signal, signal.Payload["from_email"]) with { Tone = Tone(Value(signal, "sentiment")), ToneWords = Value(signal, "sentiment_words") },
        // A server's report is about the person who could not be reached, when it says who that was.
        MailSignals.Bounced => Observed(signal, Value(signal, "failed_recipient") ?? signal.Payload["from_email"]) with { Type = OutcomeType.EmailBounced },
        MailSignals.AutoReply => Observed(signal, signal.Payload["from_email"]) with
        {
            Type = OutcomeType.AutoReply,
            BackOn = DateOnly.TryParseExact(Value(signal, "back_on"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var back) ? back : null,
        },
        _ => null,
    };

    /// <summary>Why the person must not be written to any more; null when he may.</summary>
    public static SuppressedAddress? WhyStop(Signal signal) => signal.Type switch
    {
        EmailRepliedRule.TypeName when Value(signal, "sentiment") == Unsubscribe => Entry(signal, SuppressionReason.Unsubscribed),
        MailSignals.Bounced when Value(signal, "bounce") == Hard && Value(signal, "failed_recipient") is not null => Entry(signal, SuppressionReason.HardBounce),
        _ => null,
    };

    private static OutcomeType? Tone(string? sentiment) => Enum.TryParse<Sentiment>(sentiment, ignoreCase: true, out var read)
        ? read switch
        {
            Sentiment.Positive => OutcomeType.PositiveReply,
            Sentiment.Negative => OutcomeType.NegativeReply,
            Sentiment.Unsubscribe => OutcomeType.Unsubscribed,
            _ => null,
        }
        : null;

    private static ObservedReply Observed(Signal signal, string person) => new(
        signal.Owner,
        signal.Payload["message_id"],
        signal.Payload["thread_id"],
        person,
        Value(signal, "from_name") ?? person,
        signal.OccurredAt,
        signal.Payload["evidence"])
    {
        References = Value(signal, "references")?.Split(' ') ?? [],
    };

    private static SuppressedAddress Entry(Signal signal, SuppressionReason reason) => new(reason, $"gmail:{signal.Payload["message_id"]}", signal.OccurredAt);

    private static string? Value(Signal signal, string name) => signal.Payload.TryGetValue(name, out var value) ? value : null;
}
