using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace CaseyOS.Sandbox.Pages;

/// <summary>Markup that is safe to send: whatever is inserted into it was encoded, unless it is such markup itself.</summary>
internal sealed record Html(string Text)
{
    public static readonly Html Empty = new("");

    public static Html Of(HtmlInterpolation markup) => new(markup.ToString());

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    public override string ToString() => Text;
}

/// <summary>Encodes every hole of an interpolated string at the moment it is filled.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlInterpolation
{
    private readonly StringBuilder text;

    public HtmlInterpolation(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 24));

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Html markup) => text.Append(markup.Text);

    public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(value));

    public void AppendFormatted(int value) => text.Append(value);

    public override string ToString() => text.ToString();
}
