using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>Putting messages into a mailbox and taking them out, with the history that follows.</summary>
internal static class MailboxStore
{
    /// <summary>Gmail keeps history for about a week.</summary>
    private static readonly TimeSpan HistoryKept = TimeSpan.FromDays(7);

    public static Mailbox MailboxOf(this World world, string account) =>
        world.Mailboxes.Find(account) ?? new Mailbox(account, world.Tenant.NextHistoryId, world.Tenant.NextHistoryId);

    public static string NewMailId(this World world)
    {
        var tenant = world.Tenant;
        world.Tenant = tenant with { NextMailNumber = tenant.NextMailNumber + 1 };
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{tenant.Seed}/{tenant.NextMailNumber}"));

        // Sixteen hex digits that grow with time and start alike, as Gmail's do.
        return "19" + (0xa0_0000_0000 + (tenant.NextMailNumber * 4096) + hash[0]).ToString("x14", CultureInfo.InvariantCulture);
    }

    public static Message Add(this World world, string account, string? threadId, byte[] raw, DateTimeOffset date, params string[] labels)
    {
        var id = world.NewMailId();
        var message = new Message(id, threadId ?? id, account, labels, date, 0, raw);
        message = message with { HistoryId = world.Happened(message, HistoryEntry.Added) };
        world.Messages.Put(id, message);
        return message;
    }

    public static void Delete(this World world, Message message)
    {
        world.Happened(message, HistoryEntry.Deleted);
        world.Messages.Remove(message.Id);
    }

    public static Message Relabel(this World world, Message message, IEnumerable<string> add, IEnumerable<string> remove)
    {
        string[] added = [.. add.Except(message.Labels)];
        string[] removed = [.. remove.Intersect(message.Labels)];
        var changed = message with { Labels = [.. message.Labels.Except(removed).Concat(added)] };
        if (added.Length > 0)
        {
            changed = changed with { HistoryId = world.Happened(changed, HistoryEntry.LabelAdded, added) };
        }

        if (removed.Length > 0)
        {
            changed = changed with { HistoryId = world.Happened(changed, HistoryEntry.LabelRemoved, removed) };
        }

        world.Messages.Put(message.Id, changed);
        return changed;
    }

    public static IEnumerable<Message> MessagesOf(this World world, string account) => world.Messages.All
        .Where(message => message.Account == account)
        .OrderByDescending(message => message.Date)
        .ThenByDescending(message => message.Id, StringComparer.Ordinal);

    public static IReadOnlyList<Message> Thread(this World world, string account, string threadId) =>
        [.. world.MessagesOf(account).Where(message => message.ThreadId == threadId).Reverse()];

    /// <summary>History after a point, oldest first; null when the point is too far back to say.</summary>
    public static IReadOnlyList<HistoryEntry>? HistorySince(this World world, string account, long start)
    {
        Forget(world, account);
        var mailbox = world.MailboxOf(account);
        return start < mailbox.ForgottenUpTo || start > mailbox.HistoryId
            ? null
            : [.. world.History.All.Where(entry => entry.Account == account && entry.Id > start).OrderBy(entry => entry.Id)];
    }

    /// <summary>What is there now is the beginning: nothing before it can be asked for.</summary>
    public static void ForgetHistory(this World world, string account)
    {
        foreach (var entry in world.History.All.Where(entry => entry.Account == account).ToArray())
        {
            world.History.Remove(Key(entry.Id));
        }

        var mailbox = world.MailboxOf(account);
        world.Mailboxes.Put(account, mailbox with { ForgottenUpTo = mailbox.HistoryId });
    }

    private static void Forget(World world, string account)
    {
        var old = world.History.All.Where(entry => entry.Account == account && entry.At < world.Now - HistoryKept).ToArray();
        if (old.Length == 0)
        {
            return;
        }

        foreach (var entry in old)
        {
            world.History.Remove(Key(entry.Id));
        }

        world.Mailboxes.Put(account, world.MailboxOf(account) with { ForgottenUpTo = old.Max(entry => entry.Id) });
    }

    private static long Happened(this World world, Message message, string kind, params string[] labels)
    {
        var tenant = world.Tenant;
        var mailbox = world.MailboxOf(message.Account);
        var id = Math.Max(tenant.NextHistoryId, mailbox.HistoryId) + 13;
        world.Tenant = tenant with { NextHistoryId = id };
        world.Mailboxes.Put(message.Account, mailbox with { HistoryId = id });
        world.History.Put(Key(id), new HistoryEntry(id, message.Account, world.Now, kind, message.Id, message.ThreadId, labels.Length > 0 ? labels : message.Labels));
        return id;
    }

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
