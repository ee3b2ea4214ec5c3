using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Hosting;

/// <summary>
/// Lets scripts in: <c>X-Admin-Token</c> proves that they may, <c>X-Owner</c> says in whose name they ask. There is no cookie, so a
/// foreign page cannot make a browser do the same, and no anti-forgery token is wanted.
/// </summary>
internal sealed partial class ScriptAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    AdminTokens tokens,
    AccountStore accounts,
    AccountPolicy policy) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Script";
    public const string TokenHeader = "X-Admin-Token";
    public const string OwnerHeader = "X-Owner";

    private TimeSpan? wait;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!tokens.IsRight(Request.Headers[TokenHeader].ToString()))
        {
            wait = tokens.CountWrong();
            Log.WrongToken(Logger, Request.Path);
            return AuthenticateResult.Fail($"{TokenHeader} is not the token of this installation.");
        }

        var name = Request.Headers[OwnerHeader].ToString().Trim();
        return await FindAsync(name) is { } account
            ? AuthenticateResult.Success(new(Principal(account), Scheme.Name))
            : AuthenticateResult.Fail($"{OwnerHeader} must be the address or the owner id of a user of this installation.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (wait is { } pause)
        {
            Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await Problems.Of(StatusCodes.Status429TooManyRequests, "rate_limited", $"Too many wrong tokens in {TokenHeader}.").ExecuteAsync(Context);
            return;
        }

        var reason = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message ?? "Sign in at /login first.";
        await Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", reason).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Scripts may not do this.").ExecuteAsync(Context);

    private async Task<Account?> FindAsync(string name)
    {
        var account = name switch
        {
            "" => null,
            _ when name.Contains('@', StringComparison.Ordinal) => await accounts.FindByEmailAsync(name, Context.RequestAborted),
            _ when name.All(char.IsAsciiLetterOrDigit) => await accounts.FindByOwnerAsync(new OwnerId(name), Context.RequestAborted),
            _ => null,
        };
        return account is not null && policy.IsAllowed(account.Email) ? account : null;
    }

    private ClaimsPrincipal Principal(Account account) => new(new ClaimsIdentity(
        [
            new(CurrentUser.OwnerClaim, account.Owner.Value),
            new(ClaimTypes.Email, account.Email),
            new(ClaimTypes.Name, account.Name ?? account.Email),
            new(CurrentUser.TimeZoneClaim, account.TimeZone),
            new(CurrentUser.SessionClaim, Scheme.Name),
            new(CurrentUser.ScriptClaim, "true"),
        ],
        Scheme.Name));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A wrong admin token was presented at {Path}")]
        public static partial void WrongToken(ILogger logger, PathString path);
    }
}
