namespace CaseyOS.Core.Signals.Replies;

/// <summary>Domains that anyone may have an address at: sharing one does not make two people colleagues.</summary>
internal static class PublicMail
{
    private static readonly HashSet<string> Domains = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com", "aol.com",
        "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "t-online.de",
        "freenet.de", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "wp.pl", "onet.pl", "o2.pl", "interia.pl", "ziggo.nl",
        "telefonica.net", "zoho.com", "fastmail.com", "mail.com", "mail.ru", "yandex.ru", "qq.com", "163.com",
    };

    public static bool IsPublic(string domain) => Domains.Contains(domain);
}
