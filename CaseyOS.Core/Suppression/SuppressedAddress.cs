namespace CaseyOS.Core.Suppression;

/// <summary>Why an address gets no more mail.</summary>
public enum SuppressionReason
{
    /// <summary>Its holder asked for it.</summary>
    Unsubscribed,

    /// <summary>It takes no mail (a delivery report of class 5).</summary>
    HardBounce,
}

/// <summary>An entry of the suppression list. It does not hold the address: the list knows it only by a keyed hash.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Source">What it rests on, for example <c>gmail:18c…</c>, which the owner can open in his mailbox.</param>
/// <param name="Since">When that was received.</param>
public sealed record SuppressedAddress(SuppressionReason Reason, string Source, DateTimeOffset Since)
{
    /// <summary>Why nothing is written to <paramref name="email"/>, in a sentence for the user.</summary>
    public string Explain(string email) => Reason == SuppressionReason.HardBounce
        ? $"{email} takes no mail: a message to it came back for good on {Since:yyyy-MM-dd}. CaseyOS does not write to it any more."
        : $"{email} asked on {Since:yyyy-MM-dd} not to be written to any more. CaseyOS does not write to it.";
}
