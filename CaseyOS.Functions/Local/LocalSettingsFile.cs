using System.Text.Json;

namespace CaseyOS.Functions.Local;

/// <summary>Reads <c>local.settings.json</c>, the file of the Functions tools, so that real credentials have one place in both ways of running.</summary>
internal static class LocalSettingsFile
{
    public const string Name = "local.settings.json";

    /// <exception cref="LocalStartException">The file is not what it should be.</exception>
    public static void AddTo(IConfigurationBuilder configuration)
    {
        var path = Path.Combine(DataDirectory.RepositoryRoot() ?? AppContext.BaseDirectory, Name);
        if (File.Exists(path))
        {
            configuration.AddDefaults(Read(path));
        }
    }

    /// <summary>Its <c>Values</c>, with <c>__</c> as the separator of sections, as in the environment.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Read(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return [.. file.RootElement.GetProperty("Values").EnumerateObject()
                .Where(value => value.Value.ToString() is { Length: > 0 })
                .Select(value => KeyValuePair.Create(value.Name.Replace("__", ":", StringComparison.Ordinal), (string?)value.Value.ToString()))];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new LocalStartException($"{path} must be JSON with an object \"Values\": {exception.Message}", exception);
        }
    }
}
