using System.Text.Json;

namespace CaseyOS.Testing.Contracts;

/// <summary>An official description of an API: says of a request or an answer what is wrong with it.</summary>
public interface IApiContract
{
    /// <summary>Complaints about a request: unknown path or parameter, body that does not fit.</summary>
    /// <param name="path">As in the real service, from the root of its host.</param>
    /// <param name="query">With its question mark, or empty.</param>
    IReadOnlyList<string> CheckRequest(string method, string path, string query, string? body);

    /// <summary>Complaints about an answer.</summary>
    IReadOnlyList<string> CheckResponse(string method, string path, int status, string? body);
}

/// <summary>Paths with holes, such as /crm/v3/objects/deals/{dealId}.</summary>
internal static class PathTemplate
{
    public static bool Matches(string template, string path)
    {
        var wanted = Parts(template);
        var actual = Parts(path);
        return wanted.Length == actual.Length && wanted.Zip(actual).All(pair => IsHole(pair.First) || pair.First == pair.Second);
    }

    /// <summary>The fewer holes, the closer the match.</summary>
    public static int Holes(string template) => Parts(template).Count(IsHole);

    private static bool IsHole(string part) => part.StartsWith('{');

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}

internal static class ContractJson
{
    public static JsonElement Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    public static JsonElement? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
