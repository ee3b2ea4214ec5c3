using System.Runtime.CompilerServices;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Replies;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>A message that was judged.</summary>
/// <param name="Message">It, with its headers.</param>
/// <param name="Verdict">What it is.</param>
/// <param name="Signals">What it means; nothing for the owner's own mail and for what has nothing to do with it.</param>
public sealed record ReadMail(GmailMessage Message, ReplyVerdict Verdict, IReadOnlyList<Signal> Signals);

/// <summary>Reads messages of Gmail conversations and says what they mean; the same for a poll and for a later look.</summary>
public sealed class Conversations(GmailClient gmail, HubSpotClient hubSpot, RuleBook rules, IOwnerTimeZones zones)
{
    private static readonly string[] Ignored = ["DRAFT", "SPAM", "TRASH", "CHAT"];

    /// <summary>Whether a message is none that anybody sent or got.</summary>
    public static bool IsIgnored(IReadOnlyList<string> labels) => labels.Any(Ignored.Contains);

    /// <summary>Judges some messages of a conversation, oldest first.</summary>
    /// <param name="owner">Whose mailbox.</param>
    /// <param name="thread">The conversation.</param>
    /// <param name="which">Which of its messages.</param>
    /// <param name="own">All addresses that the owner sends from, lower case.</param>
    /// <param name="now">When they were seen.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async IAsyncEnumerable<ReadMail> ReadAsync(
        OwnerId owner, GmailThread thread, Func<GmailMessage, bool> which, IReadOnlySet<string> own, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var message in thread.Messages.Where(message => !IsIgnored(message.Labels) && which(message)))
        {
            var verdict = await JudgeAsync(owner, message, thread, own, cancellationToken);
            yield return new(message, verdict, verdict.Kind switch
            {
                ReplyKind.Genuine => await DetectAsync(owner, message, verdict, thread, own, cancellationToken),
                ReplyKind.Own => [],
                _ => MailSignals.Informing(owner, message, verdict, now) is { } note ? [note] : [],
            });
        }
    }

    // Only mail that has to do with ours is read beyond its headers: the report's status, a return date, what the person wants.
    private async Task<ReplyVerdict> JudgeAsync(OwnerId owner, GmailMessage message, GmailThread thread, IReadOnlySet<string> own, CancellationToken cancellationToken)
    {
        var byHeaders = ReplyTest.Judge(message, thread.Messages, own);
        return byHeaders.Kind is not (ReplyKind.Own or ReplyKind.Unrelated) && await gmail.ReadMessageAsync(owner, message.Id, cancellationToken) is { } read
            ? ReplyTest.Judge(read, thread.Messages, own)
            : byHeaders;
    }

    private async Task<IReadOnlyList<Signal>> DetectAsync(
        OwnerId owner, GmailMessage message, ReplyVerdict verdict, GmailThread thread, IReadOnlySet<string> own, CancellationToken cancellationToken)
    {
        var sender = message.From!;
        var contact = await hubSpot.FindContactByEmailAsync(sender.Email, cancellationToken);
        var companies = contact?.CompanyId is { } companyId ? await hubSpot.GetCompaniesAsync([companyId], cancellationToken) : null;
        var facts = new ReplyFacts
        {
            MessageId = message.Id,
            ThreadId = message.ThreadId,
            InternetMessageId = message.MessageId,
            References = [.. ReplyTest.References(message).Take(ReplyFacts.MaxReferences)],
            FromEmail = sender.Email,
            FromName = sender.Name,
            Subject = message.Subject,
            ReceivedAt = message.InternalDate,
            Evidence = verdict.Evidence,
            Sentiment = verdict.Sentiment ?? SentimentReading.None,
            Contact = contact,
            Company = companies?.Values.FirstOrDefault(),
            AnsweredAt = thread.Messages.FirstOrDefault(later =>
                !later.Has("DRAFT") && later.InternalDate > message.InternalDate && later.From is { } from && own.Contains(from.Email))?.InternalDate,
        };
        var theirs = await rules.ForAsync(owner, await zones.GetAsync(owner, cancellationToken), cancellationToken);
        return [.. theirs.Detect(facts, SignalSource.Gmail).Select(signal => MailSignals.At(signal, message.InternalDate))];
    }
}
