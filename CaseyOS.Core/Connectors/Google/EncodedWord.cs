using System.Text;
using System.Text.RegularExpressions;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>RFC 2047: text beyond ASCII in headers.</summary>
internal static partial class EncodedWord
{
    private const int MaxWord = 75; // RFC 2047, 2
    private const int Frame = 12; // =?utf-8?B??=

    /// <summary>One word or several, none splitting a character; the first leaves <paramref name="used"/> columns of its line free.</summary>
    public static IEnumerable<string> Encode(string text, int used)
    {
        List<byte> word = [];
        var buffer = new byte[4];
        var room = MaxBytes(MaxWord - used);
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(buffer);
            if (word.Count + length > room)
            {
                yield return Framed(word);
                word.Clear();
                room = MaxBytes(MaxWord - 1);
            }

            word.AddRange(buffer.AsSpan(0, length));
        }

        if (word.Count > 0)
        {
            yield return Framed(word);
        }
    }

    /// <summary>Replaces encoded words by what they mean; words of unknown charset or broken coding stay as they are.</summary>
    public static string Decode(string text) =>
        text.Contains("=?", StringComparison.Ordinal) ? Word().Replace(BetweenWords().Replace(text, "${word}"), Meaning) : text;

    // Base64 makes four characters of three bytes; one character of text takes up to four bytes.
    private static int MaxBytes(int columns) => Math.Max((columns - Frame) / 4 * 3, 6);

    private static string Framed(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";

    private static string Meaning(Match word)
    {
        try
        {
            var text = word.Groups["text"].Value;
            var bytes = word.Groups["coding"].Value is "B" or "b" ? Convert.FromBase64String(text) : Quoted(text);
            return Charset.Find(word.Groups["charset"].Value).GetString(bytes);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return word.Value;
        }
    }

    private static byte[] Quoted(string text)
    {
        List<byte> bytes = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length)
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add(text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"=\?(?<charset>[A-Za-z0-9_.:-]+)(\*[A-Za-z-]*)?\?(?<coding>[BbQq])\?(?<text>[^?\s]*)\?=", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    // White space between two encoded words belongs to the coding, not to the text.
    [GeneratedRegex(@"(?<word>=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[BbQq]\?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BetweenWords();
}
