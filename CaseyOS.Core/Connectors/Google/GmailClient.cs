using System.Globalization;
using System.Net;
using CaseyOS.Core.Storage;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Gmail in the name of an owner, as far as the product needs it. Thread-safe.</summary>
/// <remarks>
/// All methods throw <see cref="ReconnectRequiredException"/> when the owner's grant does not suffice, and
/// <see cref="ConnectorException"/> when Gmail refuses or does not answer. Reads are retried; a write is not, because
/// its answer may have been lost after the effect: look for the effect before writing again.
/// </remarks>
public sealed class GmailClient
{
    private readonly GmailApi api;
    private readonly SharedReads<(OwnerId, string), GmailThread?> threads = new();

    internal GmailClient(GmailApi api) => this.api = api;

    /// <summary>The mailbox's address and its present history id.</summary>
    public async Task<GmailProfile> GetProfileAsync(OwnerId owner, CancellationToken cancellationToken = default)
    {
        var profile = await Expect<WireProfile>(owner, "profile", "Reading the mailbox", cancellationToken);
        return new((profile.EmailAddress ?? "").ToLowerInvariant(), profile.HistoryId ?? "0");
    }

    /// <summary>Makes a draft. The point of no return: a lost answer does not mean that there is none.</summary>
    /// <exception cref="ValidationException">The mail cannot be written as it is; the field is named.</exception>
    /// <exception cref="ConnectorException">404 when the thread to answer in is gone.</exception>
    public async Task<GmailDraft> CreateDraftAsync(OwnerId owner, OutgoingMail mail, CancellationToken cancellationToken = default)
    {
        const string What = "Creating the draft";
        var raw = Convert.ToBase64String(MimeWriter.Write(mail)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        object message = mail.ThreadId is { } thread ? new { raw, threadId = thread } : new { raw };
        var draft = await api.SendAsync<WireDraft>(owner, HttpMethod.Post, "drafts", What, new { message }, cancellationToken)
            ?? throw new ConnectorException(GoogleErrors.Provider, "Creating the draft did not work: the conversation no longer exists in Gmail.", 404);
        return GmailMapper.Draft(draft);
    }

    /// <summary>A draft with its headers; null when it is gone (sent or deleted).</summary>
    public async Task<GmailDraft?> GetDraftAsync(OwnerId owner, string draftId, CancellationToken cancellationToken = default) =>
        await api.SendAsync<WireDraft>(owner, HttpMethod.Get, $"drafts/{Escape(draftId)}?format=metadata", "Reading the draft", null, cancellationToken) is { } draft
            ? GmailMapper.Draft(draft)
            : null;

    /// <summary>A draft with its headers and its whole text; null when it is gone (sent or deleted).</summary>
    public async Task<GmailDraft?> ReadDraftAsync(OwnerId owner, string draftId, CancellationToken cancellationToken = default) =>
        await api.SendAsync<WireDraft>(owner, HttpMethod.Get, $"drafts/{Escape(draftId)}?format=full", "Reading the draft", null, cancellationToken) is { } draft
            ? GmailMapper.Draft(draft, most: int.MaxValue)
            : null;

    /// <summary>
    /// Sends a draft, after which there is no such draft any more: it succeeds once. The point of no return: a lost answer does
    /// not mean that it was not sent.
    /// </summary>
    /// <returns>The sent message; null when there is no such draft, so that nothing was sent by this call.</returns>
    public async Task<GmailMessageReference?> SendDraftAsync(OwnerId owner, string draftId, CancellationToken cancellationToken = default) =>
        await api.SendAsync<WireMessage>(owner, HttpMethod.Post, "drafts/send", "Sending the mail", new { id = draftId }, cancellationToken) is { } sent
            ? GmailMapper.Reference(sent)
            : null;

    /// <summary>The newest drafts, ids only; without a search query, because Gmail's search index lags behind.</summary>
    public async Task<IReadOnlyList<GmailDraft>> ListDraftsAsync(OwnerId owner, int max = 50, CancellationToken cancellationToken = default)
    {
        var list = await Expect<WireDraftList>(owner, string.Create(CultureInfo.InvariantCulture, $"drafts?maxResults={max}"), "Listing drafts", cancellationToken);
        return [.. (list.Drafts ?? []).Select(GmailMapper.Draft)];
    }

    /// <summary>The draft among the newest 50 that carries this execution's mark; null when there is none.</summary>
    public async Task<GmailDraft?> FindDraftByExecutionAsync(OwnerId owner, string executionId, CancellationToken cancellationToken = default)
    {
        // Newest first, as many at once as Gmail likes: the one that is looked for was usually made just now.
        foreach (var few in (await ListDraftsAsync(owner, 50, cancellationToken)).Chunk(4))
        {
            var read = await Task.WhenAll(few.Select(draft => GetDraftAsync(owner, draft.Id, cancellationToken)));
            if (read.FirstOrDefault(draft => draft?.Message.GetHeader(OutgoingMail.ExecutionHeader) == executionId) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Deletes a draft for good; false when it was not there.</summary>
    public async Task<bool> DeleteDraftAsync(OwnerId owner, string draftId, CancellationToken cancellationToken = default)
    {
        using var response = await api.SendAsync(owner, HttpMethod.Delete, $"drafts/{Escape(draftId)}", "Deleting the draft", null, cancellationToken);
        return response.StatusCode != HttpStatusCode.NotFound;
    }

    /// <summary>A conversation with all headers; null when it is gone.</summary>
    public async Task<GmailThread?> GetThreadAsync(OwnerId owner, string threadId, CancellationToken cancellationToken = default) =>
        await api.SendAsync<WireThread>(owner, HttpMethod.Get, $"threads/{Escape(threadId)}?format=metadata", "Reading the conversation", null, cancellationToken) is { } thread
            ? new(thread.Id ?? threadId, [.. (thread.Messages ?? []).Select(GmailMapper.Message)])
            : null;

    /// <summary>As <see cref="GetThreadAsync"/>, once for all who ask at the same moment: Gmail answers few at a time.</summary>
    public Task<GmailThread?> PreviewThreadAsync(OwnerId owner, string threadId, CancellationToken cancellationToken = default) =>
        threads.ReadAsync((owner, threadId), token => GetThreadAsync(owner, threadId, token), cancellationToken);

    /// <summary>A message with all headers; null when it is gone.</summary>
    public async Task<GmailMessage?> GetMessageAsync(OwnerId owner, string id, CancellationToken cancellationToken = default) =>
        await api.SendAsync<WireMessage>(owner, HttpMethod.Get, $"messages/{Escape(id)}?format=metadata", "Reading the message", null, cancellationToken) is { } message
            ? GmailMapper.Message(message)
            : null;

    /// <summary>A message with all headers and the beginning of its text; null when it is gone.</summary>
    public async Task<GmailMessage?> ReadMessageAsync(OwnerId owner, string id, CancellationToken cancellationToken = default) =>
        await api.SendAsync<WireMessage>(owner, HttpMethod.Get, $"messages/{Escape(id)}?format=full", "Reading the message", null, cancellationToken) is { } message
            ? GmailMapper.Message(message)
            : null;

    /// <summary>The newest messages that match Gmail's search words (<c>in:inbox newer_than:7d</c>), ids only.</summary>
    public async Task<IReadOnlyList<GmailMessageReference>> ListMessagesAsync(OwnerId owner, string query, int max = 100, CancellationToken cancellationToken = default)
    {
        List<GmailMessageReference> found = [];
        for (string? page = ""; page is not null && found.Count < max;)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"messages?maxResults={Math.Min(500, max - found.Count)}&q={Escape(query)}{Page(page)}");
            var list = await Expect<WireMessageList>(owner, address, "Searching mail", cancellationToken);
            found.AddRange((list.Messages ?? []).Select(GmailMapper.Reference));
            page = list.NextPageToken;
        }

        return found;
    }

    /// <summary>The newest message that somebody wrote to the owner, in whatever conversation; null when there is none. Gmail's search lags by seconds.</summary>
    public async Task<string?> FindNewestFromAsync(OwnerId owner, string address, CancellationToken cancellationToken = default) =>
        await ListMessagesAsync(owner, $"from:{address}", 1, cancellationToken) is [var newest, ..] ? newest.Id : null;

    /// <summary>All messages added and deleted since a history id; null when Gmail no longer keeps that history and a full look is needed.</summary>
    public async Task<GmailHistory?> ListHistoryAsync(OwnerId owner, string startHistoryId, CancellationToken cancellationToken = default)
    {
        Dictionary<string, GmailMessageReference> added = new(StringComparer.Ordinal);
        Dictionary<string, GmailMessageReference> deleted = new(StringComparer.Ordinal);
        var latest = startHistoryId;
        for (string? page = ""; page is not null;)
        {
            var address = $"history?startHistoryId={Escape(startHistoryId)}&historyTypes=messageAdded&historyTypes=messageDeleted&maxResults=500{Page(page)}";
            if (await api.SendAsync<WireHistoryList>(owner, HttpMethod.Get, address, "Reading new mail", null, cancellationToken) is not { } list)
            {
                return null;
            }

            foreach (var history in list.History ?? [])
            {
                Keep(history.MessagesAdded, added);
                Keep(history.MessagesDeleted, deleted);
            }

            latest = list.HistoryId ?? latest;
            page = list.NextPageToken;
        }

        return new(latest, [.. added.Values]) { Deleted = [.. deleted.Values] };
    }

    /// <summary>All addresses the owner sends from, lower case: his own and his verified aliases.</summary>
    public async Task<IReadOnlyList<string>> ListSendAsAsync(OwnerId owner, CancellationToken cancellationToken = default)
    {
        var list = await Expect<WireSendAsList>(owner, "settings/sendAs", "Reading the sender addresses", cancellationToken);
        return [.. (list.SendAs ?? []).Where(alias => alias.VerificationStatus is null or "accepted" && alias.SendAsEmail is not null)
            .Select(alias => alias.SendAsEmail!.ToLowerInvariant())];
    }

    private static void Keep(IReadOnlyList<WireHistoryMessage>? messages, Dictionary<string, GmailMessageReference> found)
    {
        foreach (var wire in (messages ?? []).Select(message => message.Message))
        {
            if (wire is { Id: { } id })
            {
                found[id] = GmailMapper.Reference(wire);
            }
        }
    }

    private async Task<T> Expect<T>(OwnerId owner, string path, string what, CancellationToken cancellationToken)
        where T : class =>
        await api.SendAsync<T>(owner, HttpMethod.Get, path, what, null, cancellationToken)
            ?? throw new ConnectorException(GoogleErrors.Provider, $"{what} did not work: Gmail does not know this mailbox.", 404);

    private static string Page(string token) => token.Length == 0 ? "" : $"&pageToken={Escape(token)}";

    private static string Escape(string value) => Uri.EscapeDataString(value);
}
