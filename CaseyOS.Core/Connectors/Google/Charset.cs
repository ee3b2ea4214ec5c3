using System.Text;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Character sets by their mail names. Mail still comes in Windows-1252 and ISO-8859-2, which .NET knows only by its code pages.</summary>
internal static class Charset
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">Nobody knows this name.</exception>
    public static Encoding Find(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    /// <summary>Text in UTF-8, which Gmail turns bodies into, or else in the set that the mail names.</summary>
    public static string Read(byte[] bytes, string? named)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Named(named).GetString(bytes);
        }
    }

    private static Encoding Named(string? name)
    {
        try
        {
            return string.IsNullOrEmpty(name) ? Encoding.Latin1 : Find(name);
        }
        catch (ArgumentException)
        {
            return Encoding.Latin1;
        }
    }
}
