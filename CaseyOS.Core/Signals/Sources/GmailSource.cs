using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Replies;
using CaseyOS.Core.Signals.Rules;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>New mail in the mailboxes of everyone who granted access. With nothing new it costs one request per mailbox.</summary>
/// <remarks>
/// The cursor is Gmail's history id. The first run starts from now: older conversations are the user's own business. When
/// Gmail no longer keeps the history, the run starts anew from now and looks through the mail of the gap.
/// </remarks>
public sealed class GmailSource(
    GmailClient gmail, AccountStore accounts, GoogleGrants grants, HubSpotClient hubSpot, RuleBook rules, GoneReasons goneReasons,
    IOwnerTimeZones zones, IOptions<SignalOptions> options) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "gmail";

    // Between sign-in and the first look lie at most a few runs of the timer; what was answered then is not to be missed.
    private static readonly TimeSpan BeforeFirstRun = TimeSpan.FromMinutes(10);
    private static readonly string[] Ignored = ["DRAFT", "SPAM", "TRASH", "CHAT"];

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken)
    {
        List<OwnerId> granted = [];
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            if (await grants.FindAsync(account.Owner, cancellationToken) is { } grant && grant.Has(GoogleScopes.GmailReadOnly))
            {
                granted.Add(account.Owner);
            }
        }

        return granted;
    }

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        var history = run.Cursor is { } cursor
            ? await gmail.ListHistoryAsync(owner, cursor, cancellationToken) ?? await ResyncAsync(owner, run, cancellationToken)
            : await LookBackAsync(owner, run.StartedAt - BeforeFirstRun, cancellationToken);
        List<GmailMessageReference> added = [.. history.Added.Where(message => !message.Labels.Any(Ignored.Contains))];
        run.Import(others: added.Count);
        if (added.Count > 0)
        {
            var zone = await zones.GetAsync(owner, cancellationToken);
            HashSet<string> own = [.. await gmail.ListSendAsAsync(owner, cancellationToken)];
            foreach (var conversation in added.GroupBy(message => message.ThreadId, StringComparer.Ordinal))
            {
                await ExamineAsync(owner, run, conversation.Key, [.. conversation.Select(message => message.Id)], own, zone, cancellationToken);
            }
        }

        run.NextCursor = history.HistoryId;
    }

    private async Task<GmailHistory> ResyncAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        var missed = await LookBackAsync(owner, (run.CursorAt ?? run.StartedAt.AddDays(-7)).AddHours(-1), cancellationToken);
        run.Note($"Gmail no longer knew the history: looked through {missed.Added.Count} messages instead.");
        return missed;
    }

    // The mailbox's present point is read first, so that nothing falls between it and the list.
    private async Task<GmailHistory> LookBackAsync(OwnerId owner, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var profile = await gmail.GetProfileAsync(owner, cancellationToken);
        var query = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"after:{since.ToUnixTimeSeconds()}");
        return new(profile.HistoryId, await gmail.ListMessagesAsync(owner, query, options.Value.ResyncMessages, cancellationToken));
    }

    private async Task ExamineAsync(
        OwnerId owner, SourceRun run, string threadId, HashSet<string> news, HashSet<string> own, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (await gmail.GetThreadAsync(owner, threadId, cancellationToken) is not { } thread)
        {
            return; // deleted since
        }

        foreach (var message in thread.Messages.Where(message => news.Contains(message.Id) && !message.Labels.Any(Ignored.Contains)))
        {
            var verdict = await JudgeAsync(owner, message, thread, own, cancellationToken);
            switch (verdict.Kind)
            {
                case ReplyKind.Genuine:
                    var reply = await ReplyAsync(message, verdict, thread, own, cancellationToken);
                    foreach (var signal in rules.Detect(reply, owner, zone))
                    {
                        await run.TakeAsync(MailSignals.At(signal, message.InternalDate), cancellationToken);
                    }

                    break;
                case ReplyKind.Own:
                    await goneReasons.ResolveAnsweredAsync(run, owner, threadId, message.InternalDate, cancellationToken);
                    break;
                default:
                    if (MailSignals.Informing(owner, message, verdict, run.StartedAt) is { } note)
                    {
                        await run.TakeAsync(note, cancellationToken);
                    }

                    break;
            }
        }
    }

    // Only mail that has to do with ours is read beyond its headers: the report's status, a return date, what the person wants.
    private async Task<ReplyVerdict> JudgeAsync(OwnerId owner, GmailMessage message, GmailThread thread, HashSet<string> own, CancellationToken cancellationToken)
    {
        var byHeaders = ReplyTest.Judge(message, thread.Messages, own);
        return byHeaders.Kind is not (ReplyKind.Own or ReplyKind.Unrelated) && await gmail.ReadMessageAsync(owner, message.Id, cancellationToken) is { } read
            ? ReplyTest.Judge(read, thread.Messages, own)
            : byHeaders;
    }

    private async Task<ReplyFacts> ReplyAsync(GmailMessage message, ReplyVerdict verdict, GmailThread thread, HashSet<string> own, CancellationToken cancellationToken)
    {
        var sender = message.From!;
        var contact = await hubSpot.FindContactByEmailAsync(sender.Email, cancellationToken);
        var companies = contact?.CompanyId is { } companyId ? await hubSpot.GetCompaniesAsync([companyId], cancellationToken) : null;
        return new ReplyFacts
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
    }
}
