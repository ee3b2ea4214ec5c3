using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseyOS.Testing.Contracts;

/// <summary>A set of OpenAPI 3 documents that describe one service.</summary>
public sealed class OpenApiContract : IApiContract
{
    private readonly List<Operation> operations = [];
    private readonly Func<string, string> toDescribedPath;

    /// <param name="files">The documents.</param>
    /// <param name="toDescribedPath">Turns a path as it is used into one as it is described.</param>
    public OpenApiContract(IEnumerable<string> files, Func<string, string> toDescribedPath)
    {
        this.toDescribedPath = toDescribedPath;
        foreach (var document in files.Select(ContractJson.Load))
        {
            foreach (var path in document.GetProperty("paths").EnumerateObject())
            {
                operations.AddRange(path.Value.EnumerateObject().Select(method => new Operation(document, path.Name, method.Name, method.Value)));
            }
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<string> CheckRequest(string method, string path, string query, string? body)
    {
        if (Find(method, path) is not { } operation)
        {
            return [$"{method} {path} is not described"];
        }

        var known = operation.Json.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!).ToArray()
            : [];
        var unknown = QueryHelpers.ParseQuery(query).Keys.Except(known, StringComparer.Ordinal).Select(name => $"{method} {path}: parameter {name} is not described");
        return [.. unknown, .. CheckRequestBody(operation, body).Select(problem => $"{method} {path} request: {problem}")];
    }

    /// <inheritdoc />
    public IReadOnlyList<string> CheckResponse(string method, string path, int status, string? body)
    {
        if (Find(method, path) is not { } operation)
        {
            return status == 404 ? [] : [$"{method} {path} is not described, yet answered {status}"];
        }

        var responses = operation.Json.GetProperty("responses");
        var exact = responses.TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response);
        if (!exact && (status < 400 || !responses.TryGetProperty("default", out response)))
        {
            return [$"{method} {path}: status {status} is not described"];
        }

        // Described errors leave out fields that HubSpot has always sent, such as "status": "error".
        return [.. CheckBody(operation, response, body, allowUnknown: !exact).Select(problem => $"{method} {path} {status}: {problem}")];
    }

    private static IReadOnlyList<string> CheckRequestBody(Operation operation, string? body) =>
        operation.Json.TryGetProperty("requestBody", out var described) ? CheckBody(operation, described, body, allowUnknown: false)
        : string.IsNullOrEmpty(body) ? []
        : ["a body is not described"];

    private static IReadOnlyList<string> CheckBody(Operation operation, JsonElement described, string? body, bool allowUnknown)
    {
        if (!described.TryGetProperty("content", out var content))
        {
            return string.IsNullOrEmpty(body) ? [] : ["a body is not described"];
        }

        if (content.TryGetProperty("application/x-www-form-urlencoded", out var form))
        {
            return new SchemaChecker(operation.Resolve, allowUnknown).Check(AsJson(body ?? ""), form.GetProperty("schema"));
        }

        if (!content.TryGetProperty("application/json", out var json))
        {
            return string.IsNullOrEmpty(body) ? [] : ["a body is not described"];
        }

        return ContractJson.TryParse(body ?? "") is { } value
            ? new SchemaChecker(operation.Resolve, allowUnknown).Check(value, json.GetProperty("schema"))
            : ["the body is not JSON"];
    }

    private static JsonElement AsJson(string form) => JsonSerializer.SerializeToElement(
        QueryHelpers.ParseQuery(form).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal));

    private Operation? Find(string method, string path)
    {
        var described = toDescribedPath(path);
        return operations.Where(operation => operation.Method.Equals(method, StringComparison.OrdinalIgnoreCase) && PathTemplate.Matches(operation.Path, described))
            .OrderBy(operation => PathTemplate.Holes(operation.Path))
            .FirstOrDefault();
    }

    private sealed record Operation(JsonElement Document, string Path, string Method, JsonElement Json)
    {
        public JsonElement Resolve(string reference) =>
            reference.TrimStart('#', '/').Split('/').Aggregate(Document, (element, name) => element.GetProperty(name));
    }
}
