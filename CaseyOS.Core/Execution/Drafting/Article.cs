using System.Text.RegularExpressions;

namespace CaseyOS.Core.Executions.Drafting;

/// <summary>Something the user published, whose text is used again.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Link">Where it is.</param>
/// <param name="Text">Its text, plain, paragraphs on lines of their own.</param>
public sealed partial record Article(string Title, string? Link, string Text)
{
    private const int Shortest = 15;
    private const int Longest = 400;

    /// <summary>Its sentences that can stand by themselves, in their order.</summary>
    internal IReadOnlyList<string> ReadSentences() =>
        [.. Text.Split('\n').SelectMany(line => Ends.Split(Spaces.Replace(line, " ").Trim())).Where(sentence => sentence.Length is >= Shortest and <= Longest).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"(?<=[.!?][""”')]?) +(?=[\p{Lu}\p{N}""“(])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ends { get; }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }
}
