using System.Net;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>The text of an answer with our mail quoted below it, as each program does it.</summary>
internal static class Layout
{
    private static readonly string Marked = string.Join('\n', RawMail.Quoted.Split('\n').Select(line => "> " + line));

    public static string TextPart(RawMail mail)
    {
        var (type, text) = mail.Program == Program.OutlookHtml ? ("text/html", Html(mail)) : ("text/plain", mail.Body + (mail.Quotes ? Quote(mail) : ""));
        var base64 = mail.Program is Program.Outlook or Program.OutlookHtml;
        return $"Content-Type: {type}; charset=\"{mail.Charset}\"\r\nContent-Transfer-Encoding: {(base64 ? "base64" : "quoted-printable")}\r\n\r\n"
            + (base64 ? Words.Base64(text, mail.Charset) : Words.QuotedPrintable(text, mail.Charset));
    }

    public static string HtmlPart(RawMail mail) =>
        $"Content-Type: text/html; charset=\"{mail.Charset}\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{Words.QuotedPrintable(Html(mail), mail.Charset)}";

    private static string Html(RawMail mail)
    {
        var own = string.Concat(mail.Body.ReplaceLineEndings("\n").Split('\n').Select(line => $"<p class=\"MsoNormal\">{WebUtility.HtmlEncode(line)}</p>"));
        var quoted = WebUtility.HtmlEncode(RawMail.Quoted).Replace("\n", "<br>", StringComparison.Ordinal);
        return "<html><head><style>p.MsoNormal {margin:0cm; back: until 3 December}</style></head><body>" + own
            + (mail.Quotes ? $"<div id=\"divRplyFwdMsg\"><b>From:</b> Casey Mercer<br><b>Sent:</b> Wednesday<br></div><div>{quoted}</div>" : "") + "</body></html>";
    }

    private static string Quote(RawMail mail) => mail.Program switch
    {
        Program.Outlook => Outlook(mail.Body),
        Program.Apple => $"\n\n> On 18 Nov 2026, at 09:00, Casey Mercer <casey@dwtb.example> wrote:\n> \n{Marked}\n",
        Program.Thunderbird => $"\n\n{Thunderbird(mail.Body)}\n{Marked}\n",
        Program.Phone => $"\n\nSent from my phone\n\n-----Original Message-----\nFrom: Casey Mercer\nSubject: Spring lanes\n\n{RawMail.Quoted}\n",
        _ => $"\n\nOn Wed, Nov 18, 2026 at 9:00 AM Casey Mercer <\ncasey@dwtb.example> wrote:\n\n{Marked}\n",
    };

    // The program speaks the language of its user.
    private static string Outlook(string body) => body switch
    {
        _ when body.Contains(" nicht ", StringComparison.Ordinal) || body.Contains("Grüße", StringComparison.Ordinal) => $"\n\nVon: Casey Mercer <casey@dwtb.example>\nGesendet: Mittwoch, 18. November 2026 09:00\nAn: Uta Brandt\nBetreff: Spring lanes\n\n{RawMail.Quoted}",
        _ when body.Contains("Bonjour", StringComparison.Ordinal) => $"\n\nDe : Casey Mercer <casey@dwtb.example>\nEnvoyé : mercredi 18 novembre 2026 09:00\nÀ : Luc\nObjet : Spring lanes\n\n{RawMail.Quoted}",
        _ => $"\n\n________________________________\nFrom: Casey Mercer <casey@dwtb.example>\nSent: Wednesday, November 18, 2026 9:00 AM\nTo: Ada Lund\nSubject: Spring lanes\n\n{RawMail.Quoted}",
    };

    private static string Thunderbird(string body) => body switch
    {
        _ when body.Contains("Grüße", StringComparison.Ordinal) || body.Contains("Guten Tag", StringComparison.Ordinal) => "Am 18.11.26 um 09:00 schrieb Casey Mercer:",
        _ when body.Contains("Bonjour", StringComparison.Ordinal) => "Le 18/11/2026 à 09:00, Casey Mercer a écrit :",
        _ when body.Contains("Hola", StringComparison.Ordinal) => "El 18/11/26 a las 09:00, Casey Mercer escribió:",
        _ when body.Contains("Groet", StringComparison.Ordinal) => "Op 18-11-2026 om 09:00 schreef Casey Mercer:",
        _ when body.Contains("Pozdrawiam", StringComparison.Ordinal) => "W dniu 18.11.2026 o 09:00, Casey Mercer pisze:",
        _ => "On 11/18/26 09:00, Casey Mercer wrote:",
    };
}
