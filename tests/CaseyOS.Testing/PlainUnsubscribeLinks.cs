using CaseyOS.Core;
using CaseyOS.Core.Suppression;

namespace CaseyOS.Testing;

/// <summary>Links without a signature, for tests of the mails that carry them.</summary>
public sealed class PlainUnsubscribeLinks(IAddressHasher hasher) : IUnsubscribeLinks
{
    public Uri For(OwnerId owner, string email) => new($"https://casey.example/api/unsubscribe/{owner}.{hasher.Hash(email.Trim().ToLowerInvariant())}");

    public (OwnerId Owner, string AddressHash)? Read(string token) =>
        token.Split('.') is [{ Length: > 0 } owner, { Length: 64 } hash] ? (new(owner), hash) : null;
}
