using System.Text.RegularExpressions;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Comparing property values, which are all strings, by what they mean.</summary>
internal static class Values
{
    /// <summary>Patterns come from requests, so matching must not take longer than their length allows.</summary>
    private const RegexOptions Matching =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    public static int Order(string left, string right)
    {
        if (Wire.ParseNumber(left) is { } a && Wire.ParseNumber(right) is { } b)
        {
            return a.CompareTo(b);
        }

        // A time is stored as ISO 8601 while filters mostly bring milliseconds.
        if (IsTime(left) && Wire.ParseTime(left) is { } from && Wire.ParseTime(right) is { } to)
        {
            return from.CompareTo(to);
        }

        return string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The same order as a key that is worked out once per record instead of once per comparison; none comes last.</summary>
    public static (int Kind, double Number, string Text) SortKey(string? value) => value switch
    {
        null => (2, 0, ""),
        _ when Wire.ParseNumber(value) is { } number => (0, number, ""),
        _ when IsTime(value) && Wire.ParseTime(value) is { } time => (0, time.ToUnixTimeMilliseconds(), ""),
        _ => (1, 0, value.ToUpperInvariant()),
    };

    /// <summary>Whole words, with <c>*</c> standing for the rest of one.</summary>
    public static bool ContainsToken(string actual, string token)
    {
        var words = token.Split('*').Select(Regex.Escape);
        var pattern = $@"(^|[^\p{{L}}\p{{N}}])({string.Join(@"[\p{L}\p{N}_.@-]*", words)})($|[^\p{{L}}\p{{N}}])";
        return Regex.IsMatch(actual, pattern, Matching, TimeSpan.FromSeconds(1));
    }

    private static bool IsTime(string value) => value.Length >= 10 && value[4] == '-' && char.IsAsciiDigit(value[0]);
}
