using System.Security.Cryptography;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>What Gmail does to a message on its way into the drafts and out into the world.</summary>
internal static class Outgoing
{
    /// <summary>A draft gets a sender, a date and an identity where it has none.</summary>
    public static byte[] PrepareDraft(World world, Account account, byte[] raw)
    {
        var mime = MimeParser.Parse(raw);
        var set = new List<MimeHeader> { new("From", Sender(account, mime)) };
        if (mime["Date"] is null)
        {
            set.Add(new("Date", MimeWriter.Date(world.Now)));
        }

        if (mime["Message-ID"] is null)
        {
            set.Add(new("Message-ID", NewMessageId()));
        }

        return MimeWriter.WithHeaders(raw, _ => false, [.. set]);
    }

    /// <summary>Gmail puts its own Message-ID and date on what it sends, whatever the draft said.</summary>
    public static byte[] PrepareSend(World world, Account account, byte[] raw) => MimeWriter.WithHeaders(
        raw,
        name => name.Equals("Bcc", StringComparison.OrdinalIgnoreCase),
        new MimeHeader("From", Sender(account, MimeParser.Parse(raw))),
        new MimeHeader("Date", MimeWriter.Date(world.Now)),
        new MimeHeader("Message-ID", NewMessageId()));

    public static IReadOnlyList<Address> Recipients(MimePart mime) =>
        [.. new[] { "To", "Cc", "Bcc" }.SelectMany(name => Address.Parse(mime[name])).DistinctBy(address => address.Email)];

    /// <summary>"Re: Re: Lanes" and "lanes" are one conversation.</summary>
    public static string BareSubject(string? subject)
    {
        var bare = (subject ?? "").Trim();
        while (bare.Length > 3 && (bare.StartsWith("re:", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("fwd:", StringComparison.OrdinalIgnoreCase)
            || bare.StartsWith("aw:", StringComparison.OrdinalIgnoreCase)))
        {
            bare = bare[(bare.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        return bare.ToLowerInvariant();
    }

    /// <summary>
    /// The thread a message belongs to: the one asked for when the subject is the same and it refers to a message of it;
    /// null starts a new one.
    /// </summary>
    public static string? ThreadFor(World world, Account account, string? threadId, MimePart mime)
    {
        if (threadId is null)
        {
            return null;
        }

        var thread = world.Thread(account.Email, threadId);
        if (thread.Count == 0)
        {
            throw GoogleError.NotFound();
        }

        var references = $"{mime["In-Reply-To"]} {mime["References"]}";
        var refers = thread.Any(message => message.Mime["Message-ID"] is { } id && references.Contains(id, StringComparison.Ordinal));
        return refers && BareSubject(thread[0].Mime["Subject"]) == BareSubject(mime["Subject"]) ? threadId : null;
    }

    /// <summary>Only the account's own addresses can be a sender; anything else is replaced.</summary>
    private static string Sender(Account account, MimePart mime) =>
        Address.Parse(mime["From"]) is [var from, ..] && account.Owns(from.Email)
            ? new Address(from.Name.Length > 0 ? from.Name : account.Name, from.Email).ToString()
            : new Address(account.Name, account.Email).ToString();

    private static string NewMessageId() => $"<CAK{Base64Url.Encode(RandomNumberGenerator.GetBytes(24))}@mail.gmail.com>";
}
