using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Faults;

/// <summary>What each provider says along with a status that was asked for.</summary>
internal static class ProviderErrors
{
    public static IResult For(string provider, PathString path, int status)
    {
        if (provider == Providers.HubSpot)
        {
            return HubSpot(status);
        }

        return path.Value is "/google/token" or "/google/revoke"
            ? new OAuthError(status >= 500 ? "internal_failure" : status == 429 ? "rate_limit_exceeded" : "invalid_grant", "Fault set in the sandbox.", status).ToResult()
            : Google(status).ToResult();
    }

    private static IResult HubSpot(int status)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            return new HubSpotError(status, "RATE_LIMITS", "You have reached your ten_secondly_rolling limit.") { Policy = "TEN_SECONDLY_ROLLING" }.ToResult();
        }

        var (category, message) = status switch
        {
            401 => ("INVALID_AUTHENTICATION", "Authentication credentials not found."),
            403 => ("MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call."),
            404 => ("OBJECT_NOT_FOUND", "resource not found"),
            409 => ("CONFLICT", "The record was changed at the same time."),
            >= 500 => ("INTERNAL_ERROR", "internal error"),
            _ => ("VALIDATION_ERROR", "There was a problem with the request."),
        };
        return new HubSpotError(status, category, message).ToResult();
    }

    private static GoogleError Google(int status) => status switch
    {
        401 => GoogleError.Unauthenticated(),
        403 => new(403, "rateLimitExceeded", "PERMISSION_DENIED", "Rate Limit Exceeded"),
        404 => GoogleError.NotFound(),
        409 => new(409, "aborted", "ABORTED", "The operation was aborted."),
        410 => new(410, "fullSyncRequired", "FAILED_PRECONDITION", "Sync token is no longer valid, a full sync is required."),
        429 => new(429, "rateLimitExceeded", "RESOURCE_EXHAUSTED", "Too many concurrent requests for user."),
        503 => new(503, "backendError", "UNAVAILABLE", "The service is currently unavailable."),
        >= 500 => new(status, "backendError", "INTERNAL", "Internal error encountered."),
        _ => new(status, "invalidArgument", "INVALID_ARGUMENT", "Fault set in the sandbox."),
    };
}
