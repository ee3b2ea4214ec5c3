using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Signals.Replies;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>New mail in the mailboxes of everyone who granted access. With nothing new it costs one request per mailbox.</summary>
/// <remarks>
/// The cursor is Gmail's history id. The first run starts from now: older conversations are the user's own business. When
/// Gmail no longer keeps the history, the run starts anew from now and looks through the mail of the gap.
/// </remarks>
public sealed class GmailSource(
    GmailClient gmail, AccountStore accounts, GoogleGrants grants, Conversations conversations, GoneReasons goneReasons, WatchedMail watched,
    IOptions<SignalOptions> options) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "gmail";

    // Between sign-in and the first look lie at most a few runs of the timer; what was answered then is not to be missed.
    private static readonly TimeSpan BeforeFirstRun = TimeSpan.FromMinutes(10);

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
        List<GmailMessageReference> added = [.. history.Added.Where(message => !Conversations.IsIgnored(message.Labels))];
        run.Import(others: added.Count);
        if (added.Count > 0)
        {
            HashSet<string> own = [.. await gmail.ListSendAsAsync(owner, cancellationToken)];
            foreach (var conversation in added.GroupBy(message => message.ThreadId, StringComparer.Ordinal))
            {
                await ExamineAsync(owner, run, conversation.Key, [.. conversation.Select(message => message.Id)], own, cancellationToken);
            }
        }

        foreach (var threadId in history.Deleted.Where(message => message.Labels.Count == 0 || message.Labels.Contains("DRAFT")).Select(message => message.ThreadId).Distinct(StringComparer.Ordinal))
        {
            await watched.DeletedAsync(owner, threadId, cancellationToken);
        }

        run.NextCursor = history.HistoryId;
    }

    private async Task<GmailHistory> ResyncAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        var missed = await LookBackAsync(owner, (run.CursorAt ?? run.StartedAt.AddDays(-7)).AddHours(-1), cancellationToken);
        run.Note($"Gmail no longer knew the history: looked through {missed.Added.Count} messages instead.");
        if (missed.Added.Count >= options.Value.ResyncMessages)
        {
            run.Note($"There were more: only the newest {missed.Added.Count} were looked through (Signals:ResyncMessages).");
        }

        return missed;
    }

    // The mailbox's present point is read first, so that nothing falls between it and the list.
    private async Task<GmailHistory> LookBackAsync(OwnerId owner, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var profile = await gmail.GetProfileAsync(owner, cancellationToken);
        var query = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"after:{since.ToUnixTimeSeconds()}");
        return new(profile.HistoryId, await gmail.ListMessagesAsync(owner, query, options.Value.ResyncMessages, cancellationToken));
    }

    private async Task ExamineAsync(OwnerId owner, SourceRun run, string threadId, HashSet<string> news, HashSet<string> own, CancellationToken cancellationToken)
    {
        if (await gmail.GetThreadAsync(owner, threadId, cancellationToken) is not { } thread)
        {
            return; // deleted since
        }

        await foreach (var mail in conversations.ReadAsync(owner, thread, message => news.Contains(message.Id), own, run.StartedAt, cancellationToken))
        {
            foreach (var signal in mail.Signals)
            {
                await run.TakeAsync(signal, cancellationToken);
            }

            if (mail.Verdict.Kind == ReplyKind.Own)
            {
                await watched.SentAsync(owner, mail.Message, cancellationToken);
                await goneReasons.ResolveAnsweredAsync(run, owner, threadId, mail.Message.InternalDate, cancellationToken);
            }
        }
    }
}
