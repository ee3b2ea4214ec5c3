using System.Text.RegularExpressions;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>How mail programs announce a quotation in English, German, French, Spanish, Dutch and Polish.</summary>
internal static partial class QuoteMarks
{
    private const int MaxAttributionLines = 3;

    /// <summary>Whether everything from this line on is not the sender's: a signature, or a message quoted with its headers.</summary>
    public static bool EndsOwnText(string[] lines, int at) =>
        lines[at] is "-- " or "--" || Separator().IsMatch(lines[at])
        || (HeaderFrom().IsMatch(lines[at]) && lines.Skip(at + 1).Take(4).Any(line => HeaderSent().IsMatch(line)));

    /// <summary>How many lines from here say "On … wrote:"; 0 when they do not. Programs wrap that line.</summary>
    public static int AttributionLength(string[] lines, int at)
    {
        var joined = lines[at].Trim();
        for (var length = 1; length <= MaxAttributionLines; length++)
        {
            if (Attribution().IsMatch(joined))
            {
                return length;
            }

            if (at + length >= lines.Length || lines[at + length].Trim().Length == 0)
            {
                break;
            }

            joined += " " + lines[at + length].Trim();
        }

        return 0;
    }

    [GeneratedRegex(@"^\s*-{2,}\s*(Forwarded message|Original Message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Doorgestuurd bericht|Wiadomość przekazana|Przekazana wiadomość)", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Forwarded();

    // In a snippet everything stands in one line.
    [GeneratedRegex(@"(On .{6,120}? wrote:|Am .{6,120}? schrieb|Le .{6,120}? a écrit ?:|El .{6,120}? escribió:|Op .{6,120}? schreef|W dniu .{6,120}? napisał|-{3,} ?(Original|Ursprüngliche|Message d|Mensaje|Oorspronkelijk|Oryginalna|Forwarded)|(From|Von|De|Van|Od): .{3,80}? (Sent|Gesendet|Envoyé|Enviado|Verzonden|Wysłano)( ?:)|(^|\s)>\s)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex InLine();

    [GeneratedRegex(@"^((On|Am|Le|El|Op|W dniu|Dnia|Den)\b.{4,200}\b(wrote|schrieb|a écrit|escribió|schreef|napisał\(a\)|napisał|napisała|pisze)\b?.{0,80}:|.{3,100}(wrote|schrieb|a écrit|escribió|schreef|napisał(\(a\)|a)?) ?(am .{4,40}|on .{4,40}|op .{4,40})?:)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"^\s*(-{2,}\s*(Original Message|Original Appointment|Forwarded message|Ursprüngliche Nachricht|Originalnachricht|Weitergeleitete Nachricht|Message d['’]origine|Message transféré|Mensaje original|Mensaje reenviado|Oorspronkelijk bericht|Doorgestuurd bericht|Oryginalna wiadomość|Wiadomość oryginalna|Przekazana wiadomość)|_{10,}\s*$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\s*\*?(From|Von|De|Van|Od) ?:\*? ?\S", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderFrom();

    [GeneratedRegex(@"^\s*\*?(Sent|Date|To|Gesendet|Datum|An|Envoyé|À|Enviado|Fecha|Para|Verzonden|Aan|Wysłano|Data|Do) ?:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderSent();
}
