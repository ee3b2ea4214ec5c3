namespace CaseyOS.Core.Signals.Replies;

/// <summary>What a person's answer means for going on.</summary>
public enum Sentiment
{
    /// <summary>Neither, or both.</summary>
    Neutral,

    /// <summary>He wants to go on: a meeting, an offer, a yes.</summary>
    Positive,

    /// <summary>He declines.</summary>
    Negative,

    /// <summary>He asks not to be written to any more.</summary>
    Unsubscribe,
}

/// <summary>A sentiment with the words it rests on.</summary>
/// <param name="Sentiment">It.</param>
/// <param name="Words">The few words that said so, as a quotation for the evidence; null when none did.</param>
public sealed record SentimentReading(Sentiment Sentiment, string? Words)
{
    /// <summary>Nothing was said.</summary>
    public static SentimentReading None { get; } = new(Sentiment.Neutral, null);
}
