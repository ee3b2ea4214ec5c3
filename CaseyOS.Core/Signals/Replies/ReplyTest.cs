using System.Text.RegularExpressions;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>Tells a genuine human reply from everything else that lands in a mailbox. Pure: headers in, verdict out.</summary>
/// <remarks>
/// All conditions must hold for a reply, so their order only decides what else a message is called. Reports and automatic
/// answers come before the connection with our mail, because their senders are often machines that we never wrote to.
/// </remarks>
public static class ReplyTest
{
    /// <summary>Judges <paramref name="message"/>.</summary>
    /// <param name="message">The incoming message with its headers.</param>
    /// <param name="thread">All messages of its conversation, oldest first.</param>
    /// <param name="own">All addresses that the owner sends from, lower case.</param>
    public static ReplyVerdict Judge(GmailMessage message, IReadOnlyList<GmailMessage> thread, IReadOnlySet<string> own)
    {
        try
        {
            return JudgeRead(message, thread, own);
        }
        catch (RegexMatchTimeoutException)
        {
            // Anybody may write a text that takes for ever to be understood. His headers say what it is, and nobody else's mail waits for it.
            return JudgeRead(message with { Text = null, Snippet = "" }, thread, own);
        }
    }

    private static ReplyVerdict JudgeRead(GmailMessage message, IReadOnlyList<GmailMessage> thread, IReadOnlySet<string> own)
    {
        if (message.From is not { } sender)
        {
            return new(ReplyKind.Unrelated, "The message has no readable sender.");
        }

        if (IsOwn(message, own))
        {
            return new(ReplyKind.Own, $"From: {sender.Email} is your own address.");
        }

        List<GmailMessage> ours = [.. thread.Where(other => other.Id != message.Id && !other.Has("DRAFT") && IsOwn(other, own) && other.InternalDate <= message.InternalDate)];
        if (ours.Count == 0)
        {
            return new(ReplyKind.Unrelated, "You have sent nothing in this conversation.");
        }

        return DeliveryReport.Find(message) is var (bounce, report) ? Bounced(message, ours[^1], bounce, report)
            : AutomaticMail.Find(message) is { } automatic ? Absent(message, ours[^1], automatic)
            : CalendarAnswer.Find(message) is { } answer ? new(ReplyKind.Calendar, answer, ours[^1])
            : ForwardOf(message, ours, own) is { } forward ? new(ReplyKind.Forwarded, forward, ours[^1])
            : ColleagueOf(sender, ours, own) is { } colleague ? new(ReplyKind.Colleague, colleague, ours[^1])
            : Connect(message, sender, ours) is { Kind: ReplyKind.Genuine } genuine ? genuine with { Sentiment = SentimentRules.Read(FreshText.Of(message)) }
            : new(ReplyKind.Forwarded, $"From: {sender.Email}, to whom you did not write, and no header names a message of yours.", ours[^1]);
    }

    private static ReplyVerdict Bounced(GmailMessage message, GmailMessage sent, BounceKind kind, string evidence) =>
        new(ReplyKind.Bounced, evidence, sent)
        {
            Bounce = kind,
            FailedRecipient = BounceStatus.FailedRecipient(message) ?? (sent.To is [var only] && sent.Cc.Count == 0 ? only.Email : null),
        };

    private static ReplyVerdict Absent(GmailMessage message, GmailMessage sent, string evidence)
    {
        var back = ReturnDate.Find(FreshText.Of(message), MailDate.Of(message));
        return new(ReplyKind.Automatic, back is { } day ? $"{evidence} It says: back on {day:yyyy-MM-dd}." : evidence, sent) { BackOn = back };
    }

    private static string? ColleagueOf(MailAddress sender, List<GmailMessage> ours, IReadOnlySet<string> own) =>
        !PublicMail.IsPublic(sender.Domain) && own.Any(address => address.EndsWith('@' + sender.Domain, StringComparison.Ordinal))
        && !ours.Exists(mail => mail.To.Concat(mail.Cc).Any(recipient => recipient.Email == sender.Email))
            ? $"From: {sender.Email}, a colleague of yours, to whom you did not write."
            : null;

    /// <summary>The Message-IDs that a message answers, the nearest first.</summary>
    public static IEnumerable<string> References(GmailMessage message) =>
        Ids(message.GetHeader("In-Reply-To")).Concat(Ids(message.GetHeader("References")).Reverse()).Distinct(StringComparer.Ordinal);

    private static string[] Ids(string? header) => (header ?? "").Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsOwn(GmailMessage message, IReadOnlySet<string> own) =>
        message.From is { } sender && (own.Contains(sender.Email) || own.Contains(WithoutTag(sender.Email)));

    private static ReplyVerdict? Connect(GmailMessage message, MailAddress sender, List<GmailMessage> ours)
    {
        HashSet<string> named = [.. References(message)];
        if (ours.LastOrDefault(mail => mail.MessageId is { } id && named.Contains(id)) is { } answered)
        {
            var header = message.GetHeader("In-Reply-To")?.Contains(answered.MessageId!, StringComparison.Ordinal) == true ? "In-Reply-To" : "References";
            var colleague = answered.To.Any(recipient => recipient.Email == sender.Email) ? null : answered.To.FirstOrDefault(recipient => IsColleague(recipient, sender));
            var who = colleague is null ? "" : $" From: {sender.Email}, a colleague of {colleague.Email}.";
            return new(ReplyKind.Genuine, $"{header} names {answered.MessageId}, which you sent to {Recipients(answered)}.{who}", answered);
        }

        foreach (var mail in Enumerable.Reverse(ours))
        {
            List<MailAddress> recipients = [.. mail.To, .. mail.Cc];
            if (recipients.Any(recipient => recipient.Email == sender.Email))
            {
                return new(ReplyKind.Genuine, $"From: {sender.Email}, to whom you wrote in the same thread.", mail);
            }

            if (recipients.Find(recipient => IsColleague(recipient, sender)) is { } colleague)
            {
                return new(ReplyKind.Genuine, $"From: {sender.Email}, a colleague of {colleague.Email}, to whom you wrote in the same thread.", mail);
            }
        }

        return null;
    }

    private static bool IsColleague(MailAddress recipient, MailAddress sender) => recipient.Domain == sender.Domain && !PublicMail.IsPublic(sender.Domain);

    private static string? ForwardOf(GmailMessage message, List<GmailMessage> ours, IReadOnlySet<string> own)
    {
        if (SubjectPrefixes.IsForward(message.Subject) && !ours.Exists(mail => SubjectPrefixes.IsForward(mail.Subject)))
        {
            return $"Subject: {message.Subject} marks a forward.";
        }

        if (FreshText.IsBareForward(message))
        {
            return "The text begins with another message and has no word of the sender: a forward.";
        }

        // People answer to where our mail asked them to, which need not be an address we send from.
        var replyTo = ours.SelectMany(mail => AddressHeader.Parse(mail.GetHeader("Reply-To"))).Select(address => address.Email);
        HashSet<string> reachable = [.. own, .. replyTo];
        return message.To.Concat(message.Cc).Any(recipient => reachable.Contains(recipient.Email) || reachable.Contains(WithoutTag(recipient.Email)))
            ? null
            : "Neither To nor Cc names you: a blind copy or a forward.";
    }

    private static string Recipients(GmailMessage mail) => mail.To.Count == 0 ? "them" : string.Join(", ", mail.To.Select(recipient => recipient.Email));

    private static string WithoutTag(string email) =>
        email.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus && email.IndexOf('@', plus) is > 0 and var at ? email[..plus] + email[at..] : email;
}
