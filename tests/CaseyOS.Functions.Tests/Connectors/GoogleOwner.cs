using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>An owner who has granted us his sandbox mailbox, and the program's Google services.</summary>
internal sealed class GoogleOwner : IAsyncDisposable
{
    private GoogleOwner(ServiceProvider services, StorageAccount storage, TimeProvider clock) =>
        (Services, Storage, Owner) = (services, storage, OwnerId.New(clock));

    public ServiceProvider Services { get; }

    public StorageAccount Storage { get; }

    public OwnerId Owner { get; }

    public GmailClient Gmail => Services.GetRequiredService<GmailClient>();

    public GoogleTokens Tokens => Services.GetRequiredService<GoogleTokens>();

    public GoogleGrants Grants => Services.GetRequiredService<GoogleGrants>();

    /// <summary>Signs in at the sandbox; the grant lasts as long as the sandbox says, by the given clock.</summary>
    public static async Task<GoogleOwner> SignInAsync(
        SandboxFixture sandbox, AzuriteFixture azurite, TimeProvider? clock = null, string scope = GoogleSignIn.AllScopes, Func<DelegatingHandler>? observer = null)
    {
        var tokens = await GoogleSignIn.TokensAsync(sandbox.Address, scope);
        return await WithGrantAsync(
            sandbox.Google, azurite, clock, tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString(), scope, observer);
    }

    /// <summary>An owner with tokens that a test made up.</summary>
    public static async Task<GoogleOwner> WithGrantAsync(
        Uri google, AzuriteFixture azurite, TimeProvider? clock, string accessToken, string? refreshToken, string scope = GoogleSignIn.AllScopes, Func<DelegatingHandler>? observer = null)
    {
        clock ??= TimeProvider.System;
        var storage = await azurite.NewStorageAsync();
        var owner = new GoogleOwner(ConnectorServices.Create(google, google, clock, storage, observer), storage, clock);
        await owner.Grants.SaveAsync(owner.Owner, new GoogleGrant
        {
            AccessToken = accessToken,
            RefreshToken = refreshToken,
            ExpiresAt = clock.GetUtcNow().AddHours(1),
            Scopes = scope.Split(' '),
        });
        return owner;
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
