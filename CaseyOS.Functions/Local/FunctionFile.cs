using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseyOS.Functions.Local;

/// <summary>What a timer or queue <c>function.json</c> says; HTTP functions need nothing here, the server answers them itself.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Binding">Name under which the payload carries the trigger's data.</param>
/// <param name="Schedule">NCRONTAB expression of a timer, settings resolved.</param>
/// <param name="Queue">Queue of a queue function, settings resolved.</param>
internal sealed partial record FunctionFile(string Name, string Binding, string? Schedule, string? Queue)
{
    /// <summary>All timer and queue functions under <paramref name="root"/>, one folder each, as they are published.</summary>
    /// <exception cref="InvalidOperationException">A setting that a file refers to is missing. (The host would disable the function.)</exception>
    public static IReadOnlyList<FunctionFile> ReadAll(string root, IConfiguration configuration) =>
    [
        .. Directory.EnumerateFiles(root, "function.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Order(StringComparer.Ordinal)
            .Select(path => Read(path, configuration))
            .OfType<FunctionFile>(),
    ];

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Setting();

    private static FunctionFile? Read(string path, IConfiguration configuration)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var name = Path.GetFileName(Path.GetDirectoryName(path))!;
        foreach (var binding in file.RootElement.GetProperty("bindings").EnumerateArray())
        {
            var bindingName = binding.GetProperty("name").GetString()!;
            switch (binding.GetProperty("type").GetString())
            {
                case "timerTrigger":
                    return new(name, bindingName, Resolve(binding, "schedule", path, configuration), null);
                case "queueTrigger":
                    return new(name, bindingName, null, Resolve(binding, "queueName", path, configuration));
            }
        }

        return null;
    }

    private static string Resolve(JsonElement binding, string property, string path, IConfiguration configuration) =>
        Setting().Replace(
            binding.GetProperty(property).GetString()!,
            match => configuration[match.Groups["name"].Value] ?? throw new InvalidOperationException($"{path} refers to %{match.Groups["name"].Value}%, which is not set."));
}
