using System.Security.Claims;
using CaseyOS.Functions.Hosting;
using CaseyOS.Testing;
using Microsoft.AspNetCore.Authentication;

namespace CaseyOS.Functions.Tests.SignIn;

public sealed class SessionTicketsTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly Cookies cookies = new();

    [Fact]
    public void Unprotect_SameCookieTwice_DecryptsOnceAndSharesNothing()
    {
        var tickets = new SessionTickets(cookies, clock);

        var first = tickets.Unprotect("casey")!;
        ((ClaimsIdentity)first.Principal.Identity!).AddClaim(new("added", "by one request"));
        first.Properties.Items["also"] = "added";
        var second = tickets.Unprotect("casey")!;

        Assert.Equal(1, cookies.Decrypted);
        Assert.Equal("casey", second.Principal.FindFirstValue("name"));
        Assert.Null(second.Principal.FindFirst("added"));
        Assert.DoesNotContain("also", second.Properties.Items.Keys);
    }

    [Fact]
    public void Unprotect_OtherCookie_IsAnotherSession()
    {
        var tickets = new SessionTickets(cookies, clock);
        tickets.Unprotect("casey");

        Assert.Equal("alex", tickets.Unprotect("alex")!.Principal.FindFirstValue("name"));
    }

    [Fact]
    public void Unprotect_KeyRevokedMeanwhile_IsRefusedAfterAMinute()
    {
        var tickets = new SessionTickets(cookies, clock);
        tickets.Unprotect("casey");
        cookies.IsRevoked = true;

        clock.Advance(SessionTickets.KeptFor);

        Assert.Null(tickets.Unprotect("casey"));
    }

    [Fact]
    public void Unprotect_Forged_IsNoTicketHoweverOften()
    {
        cookies.IsRevoked = true;
        var tickets = new SessionTickets(cookies, clock);
        Assert.Null(tickets.Unprotect("forged"));
        Assert.Null(tickets.Unprotect("forged"));

        Assert.Equal(2, cookies.Decrypted);
    }

    private sealed class Cookies : ISecureDataFormat<AuthenticationTicket>
    {
        public int Decrypted { get; private set; }

        public bool IsRevoked { get; set; }

        public string Protect(AuthenticationTicket data) => throw new NotSupportedException();

        public string Protect(AuthenticationTicket data, string? purpose) => throw new NotSupportedException();

        public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

        public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
        {
            Decrypted++;
            return IsRevoked ? null : new(new ClaimsPrincipal(new ClaimsIdentity([new("name", protectedText!)], "test")), "Cookies");
        }
    }
}
