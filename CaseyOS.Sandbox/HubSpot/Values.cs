using System.Text;
using System.Text.RegularExpressions;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Comparing property values, which are all strings, by what they mean.</summary>
internal static class Values
{
    public static int Order(string left, string right)
    {
        if (Wire.ParseNumber(left) is { } a && Wire.ParseNumber(right) is { } b)
        {
            return a.CompareTo(b);
        }

        // A time is stored as ISO 8601 while filters mostly bring milliseconds.
        if (left.Length >= 10 && left[4..5] == "-" && Wire.ParseTime(left) is { } from && Wire.ParseTime(right) is { } to)
        {
            return from.CompareTo(to);
        }

        return string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whole words, with <c>*</c> standing for the rest of one.</summary>
    public static bool ContainsToken(string actual, string token)
    {
        var pattern = new StringBuilder(@"(?<![\p{L}\p{N}])");
        foreach (var character in token)
        {
            pattern.Append(character == '*' ? @"[\p{L}\p{N}_.@-]*" : Regex.Escape(character.ToString()));
        }

        pattern.Append(@"(?![\p{L}\p{N}])");
        return Regex.IsMatch(
            actual, pattern.ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));
    }
}
