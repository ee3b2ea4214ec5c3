namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>The newest that webhooks said about each aspect of a record.</summary>
/// <remarks>
/// Taking in an event keeps the later of two, and of two at the same moment the one whose content sorts last. That makes the
/// result the same in whatever order events come and however often: a delivery repeated, by HubSpot or by somebody who
/// recorded it, says nothing new, and an older value never replaces a newer one.
/// </remarks>
public sealed record RecordHistory
{
    /// <summary>Aspects kept; those that have been quiet longest go first, so that a row stays far below its limit.</summary>
    public const int MaxAspects = 200;

    /// <summary>By <see cref="HubSpotEvent.Aspect"/>.</summary>
    public IReadOnlyDictionary<string, Mark> Aspects { get; init; } = new Dictionary<string, Mark>(StringComparer.Ordinal);

    /// <summary>Whether the event is later than all that is known of its aspect.</summary>
    public bool IsNews(HubSpotEvent change) => !Aspects.TryGetValue(change.Aspect, out var known) || Of(change).IsAfter(known);

    /// <summary>The history with the event taken in.</summary>
    public RecordHistory With(HubSpotEvent change)
    {
        if (!IsNews(change))
        {
            return this;
        }

        Dictionary<string, Mark> next = new(Aspects, StringComparer.Ordinal) { [change.Aspect] = Of(change) };
        if (next.Count > MaxAspects)
        {
            next.Remove(next.MinBy(aspect => (aspect.Value.At, aspect.Key)).Key);
        }

        return new() { Aspects = next };
    }

    private static Mark Of(HubSpotEvent change) => new(change.OccurredAt, change.Content);

    /// <summary>What an aspect was last.</summary>
    /// <param name="At">Since when, in Unix milliseconds.</param>
    /// <param name="Content">What; of a property only a hash.</param>
    public readonly record struct Mark(long At, string Content)
    {
        /// <summary>A total order, so that it does not matter who comes first.</summary>
        public bool IsAfter(Mark other) => At != other.At ? At > other.At : string.CompareOrdinal(Content, other.Content) > 0;
    }
}
