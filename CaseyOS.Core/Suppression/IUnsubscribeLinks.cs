namespace CaseyOS.Core.Suppression;

/// <summary>
/// Addresses under which the holder of a mailbox stops an owner's mail without signing in (RFC 8058). They name nobody: the
/// address is in them as the keyed hash that the list knows it by.
/// </summary>
public interface IUnsubscribeLinks
{
    /// <summary>The link for mail of <paramref name="owner"/> to <paramref name="email"/>; always the same one.</summary>
    Uri For(OwnerId owner, string email);

    /// <summary>What a link's last part stands for; null when it is not one of ours.</summary>
    (OwnerId Owner, string AddressHash)? Read(string token);
}
