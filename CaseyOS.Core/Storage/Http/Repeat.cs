using Azure.Core;

namespace CaseyOS.Core.Storage.Http;

/// <summary>Whether a request may be sent again when it is not known whether the first one took effect.</summary>
internal enum Repeat
{
    /// <summary>Doing it twice equals doing it once, and the second answer reads the same.</summary>
    Harmless,

    /// <summary>
    /// A second try could act twice or report a conflict to a caller who succeeded (insert, entity group transaction,
    /// conditional write, queue send). Sent again only when the first one surely was not taken.
    /// </summary>
    OnlyIfNotTaken,
}

/// <summary>Keeps the rule with the message it applies to.</summary>
internal static class RepeatRule
{
    public static void SetRepeat(this HttpMessage message, Repeat repeat) => message.SetProperty(typeof(Repeat), repeat);

    // Whoever forgets to say is treated as not repeatable.
    public static Repeat GetRepeat(this HttpMessage message) =>
        message.TryGetProperty(typeof(Repeat), out var value) && value is Repeat repeat ? repeat : Repeat.OnlyIfNotTaken;
}
