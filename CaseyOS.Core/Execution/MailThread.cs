using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Executions;

/// <summary>What answering a Gmail conversation needs to know about it.</summary>
internal static class MailThread
{
    private const int MostReferences = 20;

    /// <summary>The newest message that is not a draft; null when there is none.</summary>
    public static AnsweredMessage? Newest(GmailThread thread)
    {
        var newest = thread.Messages.Where(message => !message.Has("DRAFT")).MaxBy(message => message.InternalDate);
        return newest is null ? null : new(newest.Id, newest.MessageId, newest.Subject, References(newest));
    }

    // RFC 5322, 3.6.4: the parent's references and then the parent. Long ones keep their first and their last.
    private static List<string> References(GmailMessage parent)
    {
        List<string> all = [.. (parent.GetHeader("References") ?? parent.GetHeader("In-Reply-To") ?? "").Split((char[])[' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries)];
        if (parent.MessageId is { } id)
        {
            all.Add(id);
        }

        return all.Count <= MostReferences ? all : [all[0], .. all[^(MostReferences - 1)..]];
    }
}
