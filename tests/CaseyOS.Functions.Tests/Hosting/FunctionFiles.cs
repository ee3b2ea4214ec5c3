using System.Text.Json;
using CaseyOS.Testing;

namespace CaseyOS.Functions.Tests.Hosting;

/// <summary>The function.json files of the checkout.</summary>
internal static class FunctionFiles
{
    public static IReadOnlyList<(string Name, JsonElement[] Bindings)> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "CaseyOS.Functions", "Triggers"), "function.json", SearchOption.AllDirectories)
            .Select(path => (Path.GetFileName(Path.GetDirectoryName(path))!, JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path)).GetProperty("bindings").EnumerateArray().ToArray())),
    ];

    public static IEnumerable<(string Name, JsonElement Trigger)> OfType(string type) =>
        from function in All from binding in function.Bindings where binding.GetProperty("type").GetString() == type select (function.Name, binding);

    public static IEnumerable<string> Routes => OfType("httpTrigger").Select(function => function.Trigger.GetProperty("route").GetString()!);
}
