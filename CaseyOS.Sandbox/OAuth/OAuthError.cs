using System.Text.Json.Nodes;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>A refusal of the token endpoint: RFC 6749, section 5.2.</summary>
internal sealed class OAuthError(string error, string description, int status = StatusCodes.Status400BadRequest) : Exception(description)
{
    public static OAuthError InvalidGrant(string description) => new("invalid_grant", description);

    public static OAuthError InvalidRequest(string description) => new("invalid_request", description);

    public IResult ToResult() =>
        Results.Json(new JsonObject { ["error"] = error, ["error_description"] = Message }, statusCode: status);
}
