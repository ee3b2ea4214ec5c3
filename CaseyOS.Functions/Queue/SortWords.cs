using CaseyOS.Core.Queue;

namespace CaseyOS.Functions.Queue;

/// <summary>
/// <c>sort=-rank_score,due_by</c>: a bare key ascends and <c>-key</c> descends, except that a bare <c>priority_score</c> means
/// highest first, as people expect.
/// </summary>
internal static class SortWords
{
    public static IReadOnlyList<MoveSort>? Read(string? list) => string.IsNullOrWhiteSpace(list)
        ? null
        : [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];

    private static MoveSort ReadOne(string word)
    {
        var descending = word.StartsWith('-');
        if (!Word<SortKey>.TryParse(descending ? word[1..] : word, null, out var key))
        {
            throw new Core.ValidationException("sort", $"sort may list, with - for descending: {string.Join(", ", Enum.GetValues<SortKey>().Select(Words.Of))}.");
        }

        return new(key.Value, descending || key.Value is SortKey.PriorityScore);
    }
}
