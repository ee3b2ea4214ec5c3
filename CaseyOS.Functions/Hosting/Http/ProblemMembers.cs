namespace CaseyOS.Functions.Hosting;

/// <summary>Members that every problem has, also those that the framework writes (404, 405, 415).</summary>
internal static class ProblemMembers
{
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Type = "about:blank";
        problem.Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(problem.Status ?? context.HttpContext.Response.StatusCode);
        problem.Extensions.Remove("traceId");
        problem.Extensions["trace_id"] = context.HttpContext.TraceIdentifier;
        problem.Extensions.TryAdd("code", Code(context.HttpContext.Response.StatusCode));
        problem.Detail ??= Detail(context.HttpContext);
    }

    private static string Code(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        >= 500 => "internal",
        _ => "bad_request",
    };

    private static string? Detail(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this path.",
        StatusCodes.Status405MethodNotAllowed => $"This path does not take {context.Request.Method}; allowed: {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be application/json.",
        _ => null,
    };
}
