using System.Security.Cryptography;
using System.Text.Json;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>
/// What a confirmation is bound to: this user saw exactly this mail for this move in this mode, while the world was like
/// this. If any of it differs at execution, the confirmation does not count.
/// </summary>
/// <param name="Owner">Who saw the preview.</param>
/// <param name="Item">Of which move.</param>
/// <param name="Mode">Draft or send.</param>
/// <param name="Content">Hash of what was shown, and of what the user overruled.</param>
/// <param name="Facts">Hash of what the writer would write today: it changes when the move or the thread does, also under the user's own text.</param>
/// <param name="ExpiresAt">15 minutes after the preview.</param>
public sealed record ConfirmToken(OwnerId Owner, QueueItemId Item, ExecutionMode Mode, string Content, string Facts, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a preview stays good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>The binding for a mail that is shown now.</summary>
    public static ConfirmToken For(QueueItem item, ExecutionMode mode, Composed composed, DateTimeOffset expiresAt) =>
        new(item.Owner, item.Id, mode, Hash(new { Content = composed.Content.ToEssence(), composed.Overruled }), Hash(new { item.ActionType, Written = composed.Written.ToEssence(), NewestInThread = composed.Answered?.Id, composed.NewestFromThem }), expiresAt);

    /// <summary>What this token says about doing now what <paramref name="present"/> shows.</summary>
    public ConfirmVerdict Judge(ConfirmToken present, DateTimeOffset now) => this switch
    {
        _ when Owner != present.Owner || Item != present.Item || Mode != present.Mode || now >= ExpiresAt => ConfirmVerdict.NotConfirmed,
        _ when Content != present.Content || Facts != present.Facts => ConfirmVerdict.Stale,
        _ => ConfirmVerdict.Confirmed,
    };

    internal static string Hash(object content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), CaseyJson.Options)));
}

/// <summary>Whether the user confirmed what would be done.</summary>
public enum ConfirmVerdict
{
    /// <summary>He did.</summary>
    Confirmed,

    /// <summary>He confirmed something else: the move, the text or the thread changed since.</summary>
    Stale,

    /// <summary>There is no confirmation for this, or it is too old.</summary>
    NotConfirmed,
}
