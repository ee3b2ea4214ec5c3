using System.Globalization;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.Market;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>Drafts: made, edited, sent once, deleted.</summary>
internal static class DraftStore
{
    public static Draft? FindDraft(this World world, string account, string id) =>
        world.Drafts.Find(id) is { } draft && draft.Account == account ? draft : null;

    public static IEnumerable<(Draft Draft, Message Message)> DraftsOf(this World world, string account) => world.Drafts.All
        .Where(draft => draft.Account == account)
        .Select(draft => (Draft: draft, Message: world.Messages.Find(draft.MessageId)!))
        .OrderByDescending(pair => pair.Message.Date)
        .ThenByDescending(pair => pair.Message.Id, StringComparer.Ordinal);

    public static Draft CreateDraft(this World world, Account account, byte[] raw, string? threadId, string actor)
    {
        var thread = Outgoing.ThreadFor(world, account, threadId, MimeParser.Parse(raw));
        var message = world.Add(account.Email, thread, Outgoing.PrepareDraft(world, account, raw), world.Now, Label.Draft);
        var draft = new Draft("r" + long.Parse(message.Id, NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), account.Email, message.Id);
        world.Drafts.Put(draft.Id, draft);
        world.Record("draft_created", actor, MailContent.Describe(message, draft.Id));
        return draft;
    }

    /// <summary>The message is replaced: a new id, and a new thread when the subject changed.</summary>
    public static Draft UpdateDraft(this World world, Account account, Draft draft, byte[] raw, string? threadId, string actor)
    {
        var before = world.Messages.Find(draft.MessageId)!;
        var mime = MimeParser.Parse(raw);
        var sameSubject = Outgoing.BareSubject(before.Mime["Subject"]) == Outgoing.BareSubject(mime["Subject"]);
        var thread = threadId is not null && threadId != before.ThreadId ? Outgoing.ThreadFor(world, account, threadId, mime)
            : sameSubject ? before.ThreadId
            : null;
        world.Delete(before);
        var message = world.Add(account.Email, thread, Outgoing.PrepareDraft(world, account, raw), world.Now, Label.Draft);
        var edited = draft with { MessageId = message.Id };
        world.Drafts.Put(draft.Id, edited);
        world.Record("draft_updated", actor, MailContent.Describe(message, draft.Id));
        return edited;
    }

    public static void DeleteDraft(this World world, Draft draft, string actor)
    {
        var message = world.Messages.Find(draft.MessageId)!;
        world.Delete(message);
        world.Drafts.Remove(draft.Id);
        world.Record("draft_deleted", actor, MailContent.Describe(message, draft.Id));
    }

    /// <summary>The draft is gone afterwards and the sent message has an id of its own; the thread stays.</summary>
    public static Message SendDraft(this World world, Account account, Draft draft, string actor)
    {
        var written = world.Messages.Find(draft.MessageId)!;
        RequireRecipient(written.Mime);
        world.Delete(written);
        world.Drafts.Remove(draft.Id);
        return world.Send(account, written.Raw, written.ThreadId, actor, draft.Id);
    }

    public static Message Send(this World world, Account account, byte[] raw, string? threadId, string actor, string? draftId = null)
    {
        var mime = MimeParser.Parse(raw);
        RequireRecipient(mime);
        var recipients = Outgoing.Recipients(mime);
        var sent = world.Add(account.Email, threadId, Outgoing.PrepareSend(world, account, raw), world.Now, Label.Sent);
        world.Record("mail_sent", actor, MailContent.Describe(sent, draftId));
        foreach (var colleague in Accounts.All.Where(other => recipients.Any(to => other.Owns(to.Email))))
        {
            world.Add(colleague.Email, colleague == account ? sent.ThreadId : null, sent.Raw, world.Now, Label.Inbox, Label.Unread);
        }

        Reactions.PlanFor(world, sent, recipients, actor);
        return sent;
    }

    public static void RequireRecipient(MimePart mime)
    {
        if (Outgoing.Recipients(mime).Count == 0)
        {
            throw GoogleError.BadRequest("Recipient address required");
        }
    }
}
