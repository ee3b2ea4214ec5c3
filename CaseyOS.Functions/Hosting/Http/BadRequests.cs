using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace CaseyOS.Functions.Hosting;

/// <summary>Turns the framework's "bad request" into words that name the field and what it wants.</summary>
internal static partial class BadRequests
{
    public static ProblemDetails Describe(HttpContext context, BadHttpRequestException exception) => exception switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem(exception.StatusCode, "too_large", "The request body is larger than this endpoint accepts."),
        { InnerException: JsonException json } => Field(FieldOf(json.Path), WordsOf(json)),
        _ when Parameter().Match(exception.Message) is { Success: true } match => Field(match.Groups["name"].Value, ParameterWords(context, match.Groups["name"].Value)),
        _ => Problem(exception.StatusCode, "bad_request", exception.Message),
    };

    // "Required parameter "string id" was not provided …" and "Failed to bind parameter "Id<X> id" from "zzz"."
    [GeneratedRegex("""parameter "(?<type>.+) (?<name>\w+)" """, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Parameter();

    private static ProblemDetails Field(string field, string message) => Problem(
        StatusCodes.Status400BadRequest, "validation", message, new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    private static ProblemDetails Problem(int status, string code, string detail, Dictionary<string, string[]>? errors = null)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail, Extensions = { ["code"] = code } };
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        return problem;
    }

    // "$.overrides.subject" → "overrides.subject"; "$" → "body"
    private static string FieldOf(string? path) => path is null or "$" ? "body" : path.TrimStart('$').TrimStart('.');

    private static string WordsOf(JsonException exception)
    {
        var field = FieldOf(exception.Path);
        var end = exception.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        var words = end < 0 ? exception.Message : exception.Message[..end];
        return words.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? $"{field} has a value of the wrong kind."
            : words.StartsWith("wants ", StringComparison.Ordinal) ? $"{field} {words}" : $"{field}: {words}";
    }

    private static string ParameterWords(HttpContext context, string name)
    {
        var parameter = context.GetEndpoint()?.Metadata.OfType<IParameterBindingMetadata>().FirstOrDefault(found => found.Name == name);
        var type = parameter?.ParameterInfo.ParameterType;
        var wanted = type is null ? null : Words.AllowedBy(type);
        return wanted is null ? $"{name} is missing or malformed." : $"{name} must be one of: {string.Join(", ", wanted)}.";
    }
}
