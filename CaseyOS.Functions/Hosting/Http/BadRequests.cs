using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace CaseyOS.Functions.Hosting;

/// <summary>Turns the framework's "bad request" into words that name the field and what it wants.</summary>
internal static partial class BadRequests
{
    private const string Body = "body";

    public static ProblemDetails Describe(HttpContext context, BadHttpRequestException exception) => exception switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem(exception.StatusCode, "too_large", "The request body is larger than this endpoint accepts."),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Problem(exception.StatusCode, "unsupported_media_type", "The body must be application/json."),
        { InnerException: JsonException json } => JsonProblem(json),
        _ when Parameter().Match(exception.Message) is { Success: true } match => ParameterProblem(context, match.Groups["name"].Value),
        _ when exception.Message.Contains("body was inferred", StringComparison.Ordinal) || exception.Message.Contains("no body was provided", StringComparison.Ordinal) => Field(Body, "A JSON body is required."),
        _ => Problem(exception.StatusCode, "bad_request", exception.Message),
    };

    // "Required parameter "string id" was not provided …" and "Failed to bind parameter "Id<X> id" from "zzz"."
    [GeneratedRegex("""(Required|bind) parameter "[^"]+ (?<name>\w+)" """, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Parameter();

    // "The JSON value could not be converted to System.Nullable`1[CaseyOS.Core.Queue.Domain]. Path: …"
    [GeneratedRegex(@"could not be converted to ([\w.]+`1\[)?(?<type>[\w.+]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex WantedType();

    // "JSON deserialization for type '…' was missing required properties including: 'title', 'domain'."
    [GeneratedRegex("'(?<name>[a-z0-9_]+)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex QuotedName();

    private static ProblemDetails JsonProblem(JsonException exception)
    {
        var at = FieldOf(exception.Path);
        var message = exception.Message;
        if (message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var prefix = at == Body ? "" : $"{at}.";
            var names = QuotedName().Matches(message[message.IndexOf("missing", StringComparison.Ordinal)..]).Select(match => prefix + match.Groups["name"].Value);
            return Fields(names.ToDictionary(name => name, name => new[] { $"{name} is required." }, StringComparer.Ordinal));
        }

        return WantedType().Match(message) is { Success: true } wanted ? Field(at, $"{at} {Wants(wanted.Groups["type"].Value.TrimEnd('.'))}.")
            : message.Contains("could not be mapped", StringComparison.Ordinal) ? Field(at, $"{at} is not a known field.")
            : message.Contains("null", StringComparison.Ordinal) && at != Body ? Field(at, $"{at} must not be null.")
            : Field(at, at == Body ? $"The body is not valid JSON{Position(exception)}." : $"{at} is not valid JSON{Position(exception)}.");
    }

    private static string Position(JsonException exception) =>
        exception is { LineNumber: { } line, BytePositionInLine: { } position } ? $" (line {line + 1}, byte {position + 1})" : "";

    private static string Wants(string type)
    {
        var found = typeof(Core.CaseyJson).Assembly.GetType(type) ?? typeof(BadRequests).Assembly.GetType(type);
        return found is { IsEnum: true } ? $"must be one of: {string.Join(", ", Words.AllOf(found))}" : type switch
        {
            "System.String" => "must be a string",
            "System.Boolean" => "must be true or false",
            "System.Int32" or "System.Int64" => "must be a whole number",
            "System.Double" or "System.Decimal" => "must be a number",
            "System.DateTimeOffset" or "System.DateTime" => "must be an ISO 8601 time, for example 2026-11-21T09:00:00Z",
            "System.Guid" or "CaseyOS.Core.Id" => "must be an id",
            _ => "has a value of the wrong kind",
        };
    }

    private static ProblemDetails ParameterProblem(HttpContext context, string name)
    {
        var (field, type) = Wire(context, name);
        var allowed = type is null ? null : Words.AllowedBy(type);
        return Field(field, allowed is null ? $"{field} is missing or malformed." : $"{field} must be one of: {string.Join(", ", allowed)}.");
    }

    // The framework reports the C# name; members of a parameter object carry the wire's name in an attribute.
    private static (string Name, Type? Type) Wire(HttpContext context, string name)
    {
        // While an exception is handled, the context has no endpoint any more.
        var metadata = (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint())?.Metadata;
        var member = metadata?.GetMetadata<MethodInfo>()?.GetParameters()
            .Where(parameter => parameter.IsDefined(typeof(AsParametersAttribute), inherit: false))
            .Select(parameter => parameter.ParameterType.GetProperty(name))
            .FirstOrDefault(property => property is not null);
        return member is not null
            ? (member.GetCustomAttributes(inherit: false).OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? name, member.PropertyType)
            : (name, metadata?.OfType<IParameterBindingMetadata>().FirstOrDefault(found => found.Name == name)?.ParameterInfo.ParameterType);
    }

    // "$.overrides.subject" → "overrides.subject"; "$" → "body"
    private static string FieldOf(string? path) => path is null or "$" ? Body : path.TrimStart('$').TrimStart('.');

    private static ProblemDetails Field(string field, string message) => Fields(new(StringComparer.Ordinal) { [field] = [message] });

    private static ProblemDetails Fields(Dictionary<string, string[]> errors) =>
        Problem(StatusCodes.Status400BadRequest, "validation", string.Join(' ', errors.SelectMany(field => field.Value)), errors);

    private static ProblemDetails Problem(int status, string code, string detail, Dictionary<string, string[]>? errors = null)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail, Extensions = { ["code"] = code } };
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        return problem;
    }
}
