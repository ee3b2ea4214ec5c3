using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseyOS.Functions.Hosting;

/// <summary>Our part of Google's code flow: who it was, whether he may come in, and what he granted.</summary>
internal sealed partial class GoogleSignInEvents(
    AccountPolicy policy, AccountStore accounts, GoogleGrants grants, TimeProvider clock, ILogger<GoogleSignInEvents> logger) : OAuthEvents
{
    /// <summary>Names of what <c>/login</c> passes on to Google.</summary>
    internal const string LoginHint = "login_hint", Prompt = "prompt", Consent = "consent";

    public override Task RedirectToAuthorizationEndpoint(RedirectContext<OAuthOptions> context)
    {
        foreach (var name in (string[])[LoginHint, Prompt])
        {
            if (context.Properties.GetParameter<string>(name) is { Length: > 0 } value)
            {
                context.RedirectUri = QueryHelpers.AddQueryString(context.RedirectUri, name, value);
            }
        }

        return base.RedirectToAuthorizationEndpoint(context);
    }

    public override async Task CreatingTicket(OAuthCreatingTicketContext context)
    {
        var identity = await IdentifyAsync(context);
        if (!policy.IsAllowed(identity.Email))
        {
            // Nothing is stored about him, his address not even logged.
            throw new AccessDeniedException();
        }

        var cancellationToken = context.HttpContext.RequestAborted;
        var account = await accounts.SignInAsync(identity, cancellationToken);
        await grants.SaveAsync(account.Owner, Grant(context), cancellationToken);
        await AskForLastingPermissionAsync(context, account, cancellationToken);
        context.Principal = Session(account);
        Log.SignedIn(logger, account.Owner);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        switch (context.Failure)
        {
            case AccessDeniedException:
                return NoticePage.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Access denied", "This Google account is not on the list of people who may use this installation. Ask whoever runs it, or sign in with another account.");
            case ConflictException conflict:
                return NoticePage.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Access denied", conflict.Message);
            default:
                Log.Failed(logger, context.Failure);
                return NoticePage.WriteAsync(context.HttpContext, StatusCodes.Status400BadRequest, "Sign-in did not work", "The sign-in was interrupted, took too long, or was started in another window.");
        }
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        return NoticePage.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Access denied", "You did not agree at Google, so you are not signed in.");
    }

    // Google hands out the refresh token with the consent only. Where ours is lost, the consent is asked for once more.
    private async Task AskForLastingPermissionAsync(OAuthCreatingTicketContext context, Account account, CancellationToken cancellationToken)
    {
        var hasAsked = context.Properties.Items.TryGetValue(Prompt, out var prompt) && prompt == Consent;
        if (context.RefreshToken is null && !hasAsked && (await grants.FindAsync(account.Owner, cancellationToken))?.RefreshToken is null)
        {
            context.Properties.RedirectUri = QueryHelpers.AddQueryString("/login", new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [Prompt] = Consent,
                [LoginHint] = account.GoogleSubject, // Google takes its own id of him as well as an address
                ["return_url"] = context.Properties.RedirectUri,
            });
        }
    }

    private static async Task<GoogleIdentity> IdentifyAsync(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        using var response = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        using var user = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(context.HttpContext.RequestAborted));
        var email = Text(user, "email");
        var isVerified = user.RootElement.TryGetProperty("email_verified", out var verified) && verified.ValueKind is JsonValueKind.True;
        return email is null || !isVerified
            ? throw new AccessDeniedException()
            : new(Text(user, "sub")!, email, Text(user, "name"), Text(user, "picture"), Text(user, "zoneinfo"));
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private GoogleGrant Grant(OAuthCreatingTicketContext context) => new()
    {
        AccessToken = context.AccessToken!,
        RefreshToken = context.RefreshToken,
        ExpiresAt = clock.GetUtcNow() + (context.ExpiresIn ?? TimeSpan.FromHours(1)),
        // What was granted may be less than what was asked: the user can untick scopes.
        Scopes = Text(context.TokenResponse.Response!, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
    };

    private static ClaimsPrincipal Session(Account account)
    {
        List<Claim> claims =
        [
            new(CurrentUser.OwnerClaim, account.Owner.Value),
            new(ClaimTypes.Email, account.Email),
            new(ClaimTypes.Name, account.Name ?? account.Email),
            new(CurrentUser.TimeZoneClaim, account.TimeZone),
            new(CurrentUser.SessionClaim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
        ];
        if (account.Picture is { } picture)
        {
            claims.Add(new(CurrentUser.PictureClaim, picture));
        }

        return new(new ClaimsIdentity(claims, SignInFeature.Google));
    }

    private sealed class AccessDeniedException : Exception;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Owner {Owner} signed in")]
        public static partial void SignedIn(ILogger logger, OwnerId owner);

        [LoggerMessage(LogLevel.Warning, "A sign-in failed")]
        public static partial void Failed(ILogger logger, Exception? exception);
    }
}
