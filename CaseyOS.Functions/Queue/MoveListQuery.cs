using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using Microsoft.AspNetCore.Mvc;

namespace CaseyOS.Functions.Queue;

/// <summary>The query string of a list of moves. Every word in it is checked; a wrong one is answered with the right ones.</summary>
public sealed record MoveListQuery(
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "domain")] Word<Domain>? Domain,
    [property: FromQuery(Name = "action_type")] string? ActionType,
    [property: FromQuery(Name = "q")] string? Text,
    [property: FromQuery(Name = "assignee")] string? Assignee,
    [property: FromQuery(Name = "outcome")] string? Outcome,
    [property: FromQuery(Name = "sort")] string? Sort,
    [property: FromQuery(Name = "limit")] int? Limit,
    [property: FromQuery(Name = "offset")] int? Offset,
    [property: FromQuery(Name = "cursor")] string? Cursor)
{
    private const int MostItems = 200;
    private const int UsualItems = 50;
    private const int LongestText = 200;
    private static readonly MoveFilter Usual = new();

    /// <summary>As the product has it.</summary>
    /// <exception cref="Core.ValidationException">A word or number is not allowed; names the parameter and what it takes.</exception>
    public MoveFilter ToFilter()
    {
        new FieldErrors()
            .Add(Limit is < 1 or > MostItems, "limit", $"limit must be a number from 1 to {MostItems}.")
            .Add(Offset is < 0, "offset", "offset must be a number of 0 or more.")
            .Add(Offset is > 0 && Cursor is not null, "offset", "offset and cursor exclude one another.")
            .AddIfTooLong("q", Text, LongestText)
            .Throw();
        return new()
        {
            Statuses = Words<ItemStatus>("status", Status) ?? Usual.Statuses,
            Domain = Domain?.Value,
            ActionTypes = Words<ActionType>("action_type", ActionType),
            Text = Text,
            Assignee = Assignee,
            Outcomes = OutcomeWords.Read(Outcome),
            Sort = SortWords.Read(Sort),
            Limit = Limit ?? UsualItems,
            Offset = Offset ?? 0,
            Cursor = PageCursor.Decode(Cursor),
        };
    }

    private static HashSet<T>? Words<T>(string parameter, string? list)
        where T : struct, Enum => string.IsNullOrWhiteSpace(list)
        ? null
        : [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => WordOf<T>(parameter, word))];

    private static T WordOf<T>(string parameter, string word)
        where T : struct, Enum => Word<T>.TryParse(word, null, out var found)
        ? found.Value
        : throw new Core.ValidationException(parameter, $"{parameter} may list: {string.Join(", ", Enum.GetValues<T>().Select(Hosting.Words.Of))}.");
}
