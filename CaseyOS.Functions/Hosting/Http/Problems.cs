using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CaseyOS.Functions.Hosting;

/// <summary>Problem details (RFC 9457) as every error of the API has them. Exceptions are mapped by <see cref="ExceptionProblems"/>.</summary>
public static class Problems
{
    /// <summary>A problem with a stable code and a sentence; <paramref name="extensions"/> become further members.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail, params (string Name, object? Value)[] extensions)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail };
        problem.Extensions["code"] = code;
        foreach (var (name, value) in extensions)
        {
            problem.Extensions[name] = value;
        }

        return TypedResults.Problem(problem);
    }

    /// <summary>400: <paramref name="field"/>, in the wire's spelling, is not acceptable.</summary>
    public static ProblemHttpResult Validation(string field, string message) =>
        Validation(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    /// <summary>400 with messages by field.</summary>
    public static ProblemHttpResult Validation(IReadOnlyDictionary<string, string[]> errors) =>
        Of(StatusCodes.Status400BadRequest, "validation", string.Join(' ', errors.SelectMany(field => field.Value)), ("errors", errors));

    /// <summary>404.</summary>
    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "not_found", detail);

    /// <summary>409 with a code such as <c>invalid_transition</c>.</summary>
    public static ProblemHttpResult Conflict(string code, string detail, params (string Name, object? Value)[] extensions) =>
        Of(StatusCodes.Status409Conflict, code, detail, extensions);

    /// <summary>412: somebody changed it first; <paramref name="current"/> is how it is now.</summary>
    public static ProblemHttpResult PreconditionFailed(object? current) =>
        Of(StatusCodes.Status412PreconditionFailed, "precondition_failed", "It was changed meanwhile; look at the current version and try again.", ("current", current));
}
