using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace CaseyOS.Functions.Hosting;

/// <summary>Session cookies as tickets. Decrypting one costs more than most answers, and the page sends the same one all the time.</summary>
/// <remarks>
/// Only what was read before is read from memory; whether the session has run out and its holder may still come in is asked at
/// each request as ever. A key taken out of the key ring counts after <see cref="KeptFor"/>.
/// </remarks>
internal sealed class SessionTickets(ISecureDataFormat<AuthenticationTicket> cookies, TimeProvider clock) : ISecureDataFormat<AuthenticationTicket>
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<(string Text, string? Purpose), Kept> kept = new();

    public string Protect(AuthenticationTicket data) => cookies.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => cookies.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    // Each request gets a copy: what one does to its user must not reach another's.
    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null)
        {
            return null;
        }

        var key = (protectedText, purpose);
        if (kept.TryGetValue(key, out var known) && clock.GetElapsedTime(known.At) < KeptFor)
        {
            return known.Ticket.Clone();
        }

        if (cookies.Unprotect(protectedText, purpose) is not { } ticket)
        {
            return null;
        }

        if (kept.Count >= Most)
        {
            kept.Clear();
        }

        kept[key] = new(ticket, clock.GetTimestamp());
        return ticket.Clone();
    }

    private sealed record Kept(AuthenticationTicket Ticket, long At);
}
