using System.Text.Json.Nodes;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>An answer that is not a success, in HubSpot's own shape.</summary>
internal sealed class HubSpotError(int status, string category, string message) : Exception(message)
{
    public int Status => status;

    public string Category => category;

    public JsonObject? Context { get; init; }

    public JsonArray? Errors { get; init; }

    /// <summary>Which limit was broken, for a 429.</summary>
    public string? Policy { get; init; }

    public static HubSpotError BadRequest(string message) => new(400, "VALIDATION_ERROR", message);

    public static HubSpotError NotFound(string message = "resource not found") => new(404, "OBJECT_NOT_FOUND", message);

    public static HubSpotError Conflict(string message) => new(409, "CONFLICT", message);

    public static HubSpotError Unauthorized() => new(
        401,
        "INVALID_AUTHENTICATION",
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview");

    public JsonObject ToBody()
    {
        var body = new JsonObject
        {
            ["status"] = "error",
            ["message"] = Message,
            ["correlationId"] = Guid.NewGuid().ToString(),
            ["category"] = category,
        };
        if (Context is not null)
        {
            body["context"] = Context.DeepClone();
        }

        if (Errors is not null)
        {
            body["errors"] = Errors.DeepClone();
        }

        if (Policy is not null)
        {
            body["errorType"] = "RATE_LIMIT";
            body["policyName"] = Policy;
            body["groupName"] = "publicapi:private-apps:api-calls";
        }

        return body;
    }

    /// <summary>As an entry of a batch answer with errors.</summary>
    public JsonObject ToBatchError() => new()
    {
        ["status"] = "error",
        ["category"] = category,
        ["message"] = Message,
        ["context"] = Context?.DeepClone() ?? new JsonObject(),
        ["errors"] = Errors?.DeepClone() ?? new JsonArray(),
        ["links"] = new JsonObject(),
    };
}
