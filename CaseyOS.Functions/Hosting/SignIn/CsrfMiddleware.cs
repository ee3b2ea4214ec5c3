using System.Security.Claims;

namespace CaseyOS.Functions.Hosting;

/// <summary>
/// Refuses state changes that a foreign page could have caused. It covers every endpoint by default; only those that do not
/// ride on the session cookie opt out with <see cref="CsrfConventions.WithoutCsrf"/>.
/// </summary>
internal sealed class CsrfMiddleware(RequestDelegate next, CsrfTokens tokens, PublicAddress address)
{
    public const string Header = "X-CSRF-Token";

    public Task InvokeAsync(HttpContext context) =>
        IsSafe(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<NoCsrfMetadata>() is not null || context.User.HasClaim(IsScript)
            ? next(context)
            : Refusal(context) is { } reason
                ? Problems.Of(StatusCodes.Status403Forbidden, "csrf", reason).ExecuteAsync(context)
                : next(context);

    // What a script presents no browser adds by itself.
    private static bool IsScript(Claim claim) => claim.Type == CurrentUser.ScriptClaim;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private string? Refusal(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.Origin.ToString() is { Length: > 0 } origin && origin != address.Origin)
        {
            return $"State changes are accepted from {address.Origin} only.";
        }

        if (headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none"))
        {
            return "State changes from another site are refused.";
        }

        var session = context.User.FindFirst(CurrentUser.SessionClaim)?.Value;
        return session is null || !tokens.IsValid(headers[Header].ToString(), session)
            ? $"Send the csrf_token of GET /api/me in the header {Header}."
            : null;
    }
}
