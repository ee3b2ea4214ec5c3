using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseyOS.Testing.Contracts;

/// <summary>Google's discovery documents of one or more services.</summary>
public sealed class DiscoveryContract : IApiContract
{
    private readonly List<Method> methods = [];

    /// <param name="files">The documents.</param>
    public DiscoveryContract(IEnumerable<string> files)
    {
        foreach (var document in files.Select(ContractJson.Load))
        {
            Collect(document, document);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<string> CheckRequest(string method, string path, string query, string? body)
    {
        if (Find(method, path) is not { } found)
        {
            return [$"{method} {path} is not described"];
        }

        var given = QueryHelpers.ParseQuery(query).Keys.ToArray();
        var unknown = given.Where(name => !found.Describes(name)).Select(name => $"{method} {path}: parameter {name} is not described");
        var missing = found.RequiredQuery.Except(given, StringComparer.Ordinal).Select(name => $"{method} {path}: parameter {name} is missing");
        return [.. unknown, .. missing, .. CheckBody(found, "request", body).Select(problem => $"{method} {path} request: {problem}")];
    }

    /// <inheritdoc />
    public IReadOnlyList<string> CheckResponse(string method, string path, int status, string? body)
    {
        if (status >= 400)
        {
            return CheckError(body, status).Select(problem => $"{method} {path} {status}: {problem}").ToArray();
        }

        return Find(method, path) is { } found
            ? [.. CheckBody(found, "response", body).Select(problem => $"{method} {path} {status}: {problem}")]
            : [$"{method} {path} is not described, yet answered {status}"];
    }

    /// <summary>The scopes of a method, any one of which is enough.</summary>
    public IReadOnlyList<string> Scopes(string method, string path) =>
        Find(method, path) is { } found && found.Json.TryGetProperty("scopes", out var scopes) ? [.. scopes.EnumerateArray().Select(scope => scope.GetString()!)] : [];

    /// <summary>Errors have no schema in the documents; this is the shape that all of Google's JSON APIs share.</summary>
    private static IEnumerable<string> CheckError(string? body, int status)
    {
        if (ContractJson.TryParse(body ?? "") is not { ValueKind: JsonValueKind.Object } json || !json.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
        {
            return ["the body has no error object"];
        }

        return new[] { "code", "message", "errors", "status" }.Where(name => !error.TryGetProperty(name, out _)).Select(name => $"error.{name} is missing")
            .Concat(error.TryGetProperty("code", out var code) && code.GetInt32() != status ? [$"error.code is {code}"] : []);
    }

    private static IReadOnlyList<string> CheckBody(Method method, string direction, string? body)
    {
        if (!method.Json.TryGetProperty(direction, out var schema))
        {
            return string.IsNullOrEmpty(body) ? [] : ["a body is not described"];
        }

        return ContractJson.TryParse(body ?? "") is { } value ? new SchemaChecker(method.Resolve, allowUnknown: false).Check(value, schema) : ["the body is not JSON"];
    }

    private Method? Find(string method, string path) => methods
        .Where(candidate => candidate.HttpMethod.Equals(method, StringComparison.OrdinalIgnoreCase) && PathTemplate.Matches(candidate.Path, path))
        .OrderBy(candidate => PathTemplate.Holes(candidate.Path))
        .FirstOrDefault();

    private void Collect(JsonElement document, JsonElement node)
    {
        if (node.TryGetProperty("methods", out var own))
        {
            methods.AddRange(own.EnumerateObject().Select(method => new Method(document, method.Value)));
        }

        if (node.TryGetProperty("resources", out var resources))
        {
            foreach (var resource in resources.EnumerateObject())
            {
                Collect(document, resource.Value);
            }
        }
    }

    private sealed record Method(JsonElement Document, JsonElement Json)
    {
        public string HttpMethod => Json.GetProperty("httpMethod").GetString()!;

        public string Path { get; } = Document.GetProperty("servicePath").GetString() + Json.GetProperty("path").GetString();

        public IEnumerable<string> RequiredQuery => Parameters(Json)
            .Where(parameter => parameter.Value.TryGetProperty("required", out var required) && required.GetBoolean() && parameter.Value.GetProperty("location").GetString() == "query")
            .Select(parameter => parameter.Name);

        public bool Describes(string query) => Parameters(Json).Concat(Parameters(Document)).Any(parameter => parameter.Name == query);

        public JsonElement Resolve(string name) => Document.GetProperty("schemas").GetProperty(name);

        private static IEnumerable<JsonProperty> Parameters(JsonElement json) =>
            json.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateObject() : [];
    }
}
