using CaseyOS.Core.Outcomes;

namespace CaseyOS.Functions.Queue;

/// <summary><c>outcome=success</c> (or neutral, failure), or the outcome types themselves.</summary>
internal static class OutcomeWords
{
    private static readonly Dictionary<string, OutcomeType[]> Signs = new(StringComparer.Ordinal)
    {
        ["success"] = [OutcomeType.EmailReplied, OutcomeType.PositiveReply, OutcomeType.MeetingBooked],
        ["neutral"] = [OutcomeType.DraftAbandoned, OutcomeType.AutoReply, OutcomeType.MeetingRescheduled],
        ["failure"] = [OutcomeType.NoResponse, OutcomeType.NegativeReply, OutcomeType.EmailBounced, OutcomeType.Unsubscribed, OutcomeType.MeetingCancelled],
    };

    public static HashSet<OutcomeType>? Read(string? list) => string.IsNullOrWhiteSpace(list)
        ? null
        : [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(ReadOne)];

    private static OutcomeType[] ReadOne(string word)
    {
        if (Signs.TryGetValue(word, out var types))
        {
            return types;
        }

        return Word<OutcomeType>.TryParse(word, null, out var type)
            ? [type.Value]
            : throw new Core.ValidationException("outcome", $"outcome may list: {string.Join(", ", Signs.Keys.Concat(Enum.GetValues<OutcomeType>().Select(Words.Of)))}.");
    }
}
