using System.Text.RegularExpressions;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>
/// Reads the sentiment of a person's own words by rules. The request to stop weighs more than anything else; words on both
/// sides, or on none, are neutral: a wrong "positive" costs more than a missed one.
/// </summary>
internal static class SentimentRules
{
    private const int LongestQuote = 60;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly Regex Stop = Any(StopWords.Phrases);
    private static readonly Regex StopAlone = new($@"^\W*({string.Join('|', StopWords.Alone)})(\s+(please|bitte|svp|por favor|aub|prosze))?\W*$", Options, Timeout);
    private static readonly Regex No = Any(SentimentWords.Negative);
    private static readonly Regex Yes = Any(SentimentWords.Positive);

    /// <summary>The sentiment of <paramref name="own"/>, the sender's own text without quotations.</summary>
    public static SentimentReading Read(string own)
    {
        var text = Regex.Replace(Wording.Fold(own), @"\s+", " ", RegexOptions.None, Timeout).Trim();
        if (StopAlone.Match(FirstSentence(Wording.Fold(own))) is { Success: true } alone)
        {
            return Reading(Sentiment.Unsubscribe, alone);
        }

        if (Stop.Match(text) is { Success: true } stop)
        {
            return Reading(Sentiment.Unsubscribe, stop);
        }

        var no = No.Match(text);
        // "not interested" is no interest: what is denied is taken out before looking for a yes.
        var yes = Yes.Match(No.Replace(text, " … "));
        return (no.Success, yes.Success) switch
        {
            (true, false) => Reading(Sentiment.Negative, no),
            (false, true) => Reading(Sentiment.Positive, yes),
            _ => new(Sentiment.Neutral, null),
        };
    }

    // "Unsubscribe." and a signature below it.
    private static string FirstSentence(string text) => text.TrimStart().Split(['.', '!', ',', '\r', '\n'], 2)[0];

    private static SentimentReading Reading(Sentiment sentiment, Match words) =>
        new(sentiment, words.Value.Trim() is { Length: > LongestQuote } quote ? quote[..LongestQuote] : words.Value.Trim());

    private static Regex Any(string[] phrases) => new($@"(?<!\w)({string.Join('|', phrases)})(?!\w)", Options, Timeout);
}
