using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>Tokens are renewed when they must be, once, and a lost grant is said so that the user can act.</summary>
public sealed class GoogleTokensTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task GetAccessToken_NotYetOld_AsksNobody()
    {
        await using var casey = await GoogleOwner.SignInAsync(sandbox, azurite, clock);
        var requests = (await sandbox.Client.RequestsAsync("google")).Count;
        var trips = casey.Storage.RoundTrips.Total;

        clock.Advance(TimeSpan.FromMinutes(54));
        await casey.Tokens.GetAccessTokenAsync(casey.Owner);

        Assert.Equal(requests, (await sandbox.Client.RequestsAsync("google")).Count);
        Assert.Equal(trips, casey.Storage.RoundTrips.Total);
    }

    [Fact]
    public async Task GetAccessToken_FiveMinutesBeforeTheEnd_IsRenewedOnceForAllCallers()
    {
        await using var casey = await GoogleOwner.SignInAsync(sandbox, azurite, clock);
        var old = await casey.Tokens.GetAccessTokenAsync(casey.Owner);
        var requests = (await sandbox.Client.RequestsAsync("google")).Count;

        clock.Advance(TimeSpan.FromMinutes(56));
        var tokens = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => casey.Tokens.GetAccessTokenAsync(casey.Owner)));

        Assert.NotEqual(old, Assert.Single(tokens.Distinct()));
        Assert.Equal(requests + 1, (await sandbox.Client.RequestsAsync("google")).Count);
        Assert.Equal(clock.GetUtcNow(), (await casey.Grants.FindAsync(casey.Owner))!.LastUsedAt);
    }

    [Fact]
    public async Task Call_UnexpectedlyRefused_IsRepeatedOnceWithANewToken()
    {
        await using var casey = await GoogleOwner.SignInAsync(sandbox, azurite);
        await sandbox.Client.FaultAsync(new { provider = "google", path = "/gmail", expireToken = true });

        var profile = await casey.Gmail.GetProfileAsync(casey.Owner);

        Assert.Equal("casey@dwtb.example", profile.Email);
        Assert.Null((await casey.Grants.FindAsync(casey.Owner))!.Problem);
    }

    [Fact]
    public async Task Call_GrantRevoked_AsksTheUserToSignInAgainAndRemembersIt()
    {
        await using var casey = await GoogleOwner.SignInAsync(sandbox, azurite);
        await sandbox.Client.FaultAsync(new { provider = "google", path = "/gmail", revokeToken = true });

        var first = await Assert.ThrowsAsync<ReconnectRequiredException>(() => casey.Gmail.GetProfileAsync(casey.Owner));
        var requests = (await sandbox.Client.RequestsAsync("google")).Count;
        var second = await Assert.ThrowsAsync<ReconnectRequiredException>(() => casey.Gmail.GetProfileAsync(casey.Owner));

        Assert.Equal(("google", first.Message), (second.Provider, second.Message));
        Assert.Equal(first.Message, (await casey.Grants.FindAsync(casey.Owner))!.Problem);
        Assert.Equal(requests, (await sandbox.Client.RequestsAsync("google")).Count);
    }

    [Fact]
    public async Task Call_GoogleRefusesEvenANewToken_GivesUpAfterOneRepeat()
    {
        await using var server = await StandIn.StartAsync((context, _) =>
        {
            context.Response.StatusCode = context.Request.Path == "/token" ? 200 : 401;
            return context.Response.WriteAsync("""{"access_token":"new","expires_in":3600}""");
        });
        await using var casey = await GoogleOwner.WithGrantAsync(server.Address, azurite, null, "old", "refresh");

        await Assert.ThrowsAsync<ReconnectRequiredException>(() => casey.Gmail.GetProfileAsync(casey.Owner));

        Assert.Equal(["GET /gmail/v1/users/me/profile", "POST /token", "GET /gmail/v1/users/me/profile"], server.Requests);
    }

    [Fact]
    public async Task Call_RefusedWhileTheUserSignsInAgain_LeavesTheNewGrantAlone()
    {
        GoogleOwner? casey = null;
        await using var server = await StandIn.StartAsync(async (context, _) =>
        {
            // The old grant is gone; before we say so, its owner has connected anew.
            await casey!.Grants.SaveAsync(casey.Owner, new() { AccessToken = "newer", RefreshToken = "newer", ExpiresAt = DateTimeOffset.MaxValue });
            context.Response.StatusCode = context.Request.Path == "/token" ? 400 : 401;
            await context.Response.WriteAsync("""{"error":"invalid_grant"}""");
        });
        await using var owner = casey = await GoogleOwner.WithGrantAsync(server.Address, azurite, clock, "old", "old");
        clock.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<ReconnectRequiredException>(() => casey.Tokens.GetAccessTokenAsync(casey.Owner));

        Assert.Equal("newer", await casey.Tokens.GetAccessTokenAsync(casey.Owner));
        Assert.Null((await casey.Grants.FindAsync(casey.Owner))!.Problem);
    }

    [Fact]
    public async Task GetAccessToken_NeverConnected_AsksToSignIn()
    {
        await using var casey = await GoogleOwner.SignInAsync(sandbox, azurite);

        await Assert.ThrowsAsync<ReconnectRequiredException>(() => casey.Tokens.GetAccessTokenAsync(OwnerId.New(clock)));
    }

    [Fact]
    public async Task GetAccessToken_GoogleDoesNotAnswer_IsTransientAndTheGrantStays()
    {
        await using var server = await StandIn.WithStatusesAsync("{}", 503);
        await using var casey = await GoogleOwner.WithGrantAsync(server.Address, azurite, clock, "old", "refresh");
        clock.Advance(TimeSpan.FromHours(2));

        var error = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(casey.Tokens.GetAccessTokenAsync(casey.Owner)));

        Assert.True(error.IsTransient);
        Assert.Equal(4, server.Requests.Count);
        Assert.Null((await casey.Grants.FindAsync(casey.Owner))!.Problem);
    }

    [Fact]
    public async Task Call_ScopeNotGranted_AsksForIt()
    {
        const string WithoutDrafts = "openid email profile https://www.googleapis.com/auth/gmail.readonly";
        await using var casey = await GoogleOwner.SignInAsync(sandbox, azurite, scope: WithoutDrafts);

        var error = await Assert.ThrowsAsync<ReconnectRequiredException>(
            () => casey.Gmail.CreateDraftAsync(casey.Owner, new() { To = "ada@northwind.example", Subject = "Lanes", Body = "Hello" }));

        Assert.Contains("allow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ScopeGrantedMeanwhileThroughAnotherInstance_Works()
    {
        await using var casey = await GoogleOwner.SignInAsync(sandbox, azurite, scope: "openid email profile https://www.googleapis.com/auth/gmail.readonly");
        await casey.Gmail.GetProfileAsync(casey.Owner);
        var more = await GoogleSignIn.TokensAsync(sandbox.Address);
        await using var other = ConnectorServices.Create(sandbox.Google, storage: casey.Storage);
        await other.GetRequiredService<GoogleGrants>().SaveAsync(
            casey.Owner, new() { AccessToken = more.GetProperty("access_token").GetString()!, ExpiresAt = TimeProvider.System.GetUtcNow().AddHours(1) });

        var draft = await casey.Gmail.CreateDraftAsync(casey.Owner, new() { To = "ada@northwind.example", Subject = "Lanes", Body = "Hello" });

        Assert.NotNull(await casey.Gmail.GetDraftAsync(casey.Owner, draft.Id));
    }

    [Fact]
    public async Task Call_QuotaUsedUp_IsTriedAgainAlthoughGoogleCallsItForbidden()
    {
        await using var server = await StandIn.StartAsync((context, number) =>
        {
            context.Response.StatusCode = number == 1 ? 403 : 200;
            return context.Response.WriteAsync(number == 1
                ? """{"error":{"code":403,"errors":[{"reason":"userRateLimitExceeded"}]}}"""
                : """{"emailAddress":"Casey@dwtb.example","historyId":"7"}""");
        });
        await using var casey = await GoogleOwner.WithGrantAsync(server.Address, azurite, clock, "token", "refresh");

        Assert.Equal(new GmailProfile("casey@dwtb.example", "7"), await clock.RunAsync(casey.Gmail.GetProfileAsync(casey.Owner)));
    }

    [Fact]
    public async Task Calls_Many_AreFourAtATime()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();
        await using var server = await StandIn.StartAsync(async (context, _) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++running);
            }

            await Task.Delay(20);
            lock (gate)
            {
                running--;
            }

            await context.Response.WriteAsync("""{"id":"1","threadId":"1"}""");
        });
        await using var casey = await GoogleOwner.WithGrantAsync(server.Address, azurite, null, "token", "refresh");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => casey.Gmail.GetMessageAsync(casey.Owner, $"{number}")));

        Assert.Equal(4, most);
    }
}
