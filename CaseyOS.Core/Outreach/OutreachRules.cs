using System.Globalization;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Outreach;

/// <summary>What decency and law want of mail that nobody asked for.</summary>
public sealed class OutreachRules(LimitBook limits, IUnsubscribeLinks links, IOptions<OutreachOptions> options, TimeProvider clock)
{
    /// <summary>Whether a mail goes to somebody who may not know us: it answers nothing, and there is neither deal nor customer.</summary>
    public static bool IsCold(QueueItem item, PreviewedMail mail) => mail.ThreadId is null && item.Deal is null && item.Domain != Domain.Cs;

    /// <summary>The mail with address and opt-out line where it needs them. A text that has the link already is left alone.</summary>
    public PreviewedMail Complete(QueueItem item, PreviewedMail mail)
    {
        if (options.Value.PostalAddress is not { Length: > 0 } address || !IsCold(item, mail))
        {
            return mail;
        }

        var link = links.For(item.Owner, mail.To).AbsoluteUri;
        return mail.Body.Contains(link, StringComparison.Ordinal) ? mail : mail with { Body = $"{mail.Body}\n\n--\n{address}\n{options.Value.OptOutLine}\n{link}" };
    }

    /// <summary>
    /// The headers by which mail programs offer one-click unsubscribing, for a mail that carries the link. Both are needed
    /// (RFC 8058, 3.1).
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> Headers(OwnerId owner, PreviewedMail mail)
    {
        var link = links.For(owner, mail.To).AbsoluteUri;
        return mail.Body.Contains(link, StringComparison.Ordinal)
            ? [new("List-Unsubscribe", $"<{link}>"), new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]
            : [];
    }

    /// <summary>
    /// Why a mail that was confirmed must wait after all: another one to the same person was confirmed first, at the same moment
    /// elsewhere. Of two it is always the later one, so that one of them goes out.
    /// </summary>
    public async Task<string?> WhySecondAsync(Execution execution, CancellationToken cancellationToken) =>
        execution.Mail.ThreadId is null
        && await limits.LastMailToAsync(execution.Owner, execution.Mail.To, cancellationToken, before: execution.Id, fresh: true) is { } other
        && other.At + options.Value.Pause > clock.GetUtcNow()
            ? $"Another mail to {execution.Mail.ToName ?? execution.Mail.To} came first. Two within {options.Value.Pause.TotalHours:0} hours read like pressure, so this one was not sent."
            : null;

    /// <summary>Why this mail comes too soon after another one to the same person; null when it does not, or answers theirs.</summary>
    /// <param name="item">Its move.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="sender">In whose time zone the other one's time is told.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <param name="fresh">As storage has it now; for a refusal, while a warning may rest on what is some seconds old.</param>
    public async Task<string?> WhyTooSoonAsync(QueueItem item, PreviewedMail mail, Sender sender, CancellationToken cancellationToken, bool fresh = false)
    {
        if (mail.ThreadId is not null || await limits.LastMailToAsync(item.Owner, mail.To, cancellationToken, fresh: fresh) is not { } last || last.At + options.Value.Pause <= clock.GetUtcNow())
        {
            return null;
        }

        var (then, today) = (TimeZoneInfo.ConvertTime(last.At, sender.TimeZone), TimeZoneInfo.ConvertTime(clock.GetUtcNow(), sender.TimeZone));
        var when = then.ToString(then.Date == today.Date ? "'today at' HH:mm" : "'yesterday at' HH:mm", CultureInfo.InvariantCulture);
        return $"You wrote to {mail.ToName ?? mail.To} {when} already. Two mails within {options.Value.Pause.TotalHours:0} hours read like pressure; send this one later.";
    }
}
