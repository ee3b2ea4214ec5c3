using System.Text;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Writes a mail as RFC 5322 text with MIME (RFC 2045, 2047). Pure ASCII, lines of at most 78 characters where the form allows.</summary>
public static class MimeWriter
{
    /// <summary>The bytes of <paramref name="mail"/>.</summary>
    /// <exception cref="ValidationException">An address, a message id or a header cannot be written as it is; the field is named.</exception>
    public static byte[] Write(OutgoingMail mail)
    {
        var text = new StringBuilder();
        if (mail.From is { } from)
        {
            MimeHeader.Mailbox(text, "From", "from", from.Email, from.Name);
        }

        MimeHeader.Mailbox(text, "To", "to", mail.To, mail.ToName);
        MimeHeader.Unstructured(text, "Subject", "subject", mail.Subject);
        if (mail.InReplyTo is { } answered)
        {
            MimeHeader.MessageIds(text, "In-Reply-To", "in_reply_to", [answered]);
        }

        if (mail.References.Count > 0)
        {
            MimeHeader.MessageIds(text, "References", "references", mail.References);
        }

        foreach (var (name, value) in mail.Headers)
        {
            MimeHeader.Custom(text, name, value);
        }

        text.Append("MIME-Version: 1.0\r\n");
        var (coding, body) = MimeBody.Encode(mail.Body);
        text.Append("Content-Type: text/plain; charset=utf-8\r\n");
        text.Append("Content-Transfer-Encoding: ").Append(coding).Append("\r\n\r\n").Append(body);
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
