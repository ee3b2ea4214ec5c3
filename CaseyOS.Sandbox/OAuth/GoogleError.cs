using System.Text.Json.Nodes;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>A refusal of a Google API, in Google's own shape.</summary>
internal sealed class GoogleError(int code, string reason, string status, string message) : Exception(message)
{
    public int Code => code;

    public JsonArray? Details { get; init; }

    public static GoogleError NotFound() => new(404, "notFound", "NOT_FOUND", "Requested entity was not found.");

    public static GoogleError BadRequest(string message) => new(400, "invalidArgument", "INVALID_ARGUMENT", message);

    public static GoogleError Unauthenticated() => new(
        401,
        "authError",
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.");

    public static GoogleError MissingScope(string service) => new(
        403, "insufficientPermissions", "PERMISSION_DENIED", "Request had insufficient authentication scopes.")
    {
        Details =
        [
            new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
                ["reason"] = "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                ["domain"] = "googleapis.com",
                ["metadata"] = new JsonObject { ["service"] = service },
            },
        ],
    };

    public IResult ToResult() => Results.Json(ToBody(), statusCode: code);

    public JsonObject ToBody()
    {
        var entry = new JsonObject { ["message"] = Message, ["domain"] = "global", ["reason"] = reason };
        if (code == StatusCodes.Status401Unauthorized)
        {
            entry["location"] = "Authorization";
            entry["locationType"] = "header";
        }

        var error = new JsonObject { ["code"] = code, ["message"] = Message, ["errors"] = new JsonArray(entry), ["status"] = status };
        if (Details is not null)
        {
            error["details"] = Details.DeepClone();
        }

        return new JsonObject { ["error"] = error };
    }
}
