using System.Text;
using System.Text.RegularExpressions;

namespace CaseyOS.Core.Tests.Connectors.Google;

/// <summary>Reads a mail the way a receiver does; written apart from the writer, so that a shared mistake does not pass.</summary>
internal sealed partial class MimeReader
{
    public MimeReader(byte[] mail)
    {
        Raw = Encoding.Latin1.GetString(mail);
        var end = Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Raw[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", "\t", StringComparison.Ordinal);
        Headers = [.. head.Split("\r\n").Select(line => (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim(' ')))];
        Body = Decode(Raw[(end + 4)..]);
    }

    public string Raw { get; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; }

    public string Body { get; }

    public string this[string name] => Headers.Single(header => header.Name == name).Value;

    public string Text(string name) => Words(this[name]);

    private static string Words(string value)
    {
        var joined = Gap().Replace(value, "?==?");
        return Word().Replace(joined, word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value)));
    }

    private string Decode(string body)
    {
        if (this["Content-Transfer-Encoding"] == "base64")
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", "", StringComparison.Ordinal)));
        }

        var bytes = new List<byte>();
        var joined = body.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < joined.Length; i++)
        {
            bytes.Add(joined[i] == '=' ? Convert.ToByte(joined.Substring(i + 1, 2), 16) : (byte)joined[i]);
            i += joined[i] == '=' ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"\?=\s+=\?", RegexOptions.None, 1000)]
    private static partial Regex Gap();

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[A-Za-z0-9+/=]*)\?=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
