using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseyOS.Core;

namespace CaseyOS.Benchmarks;

/// <summary>One measured figure.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Wanted">What is wanted, in words.</param>
/// <param name="Held">Whether it is so.</param>
internal sealed record Figure(string Name, double Value, string Unit, string Wanted, bool Held)
{
    private static readonly JsonSerializerOptions Indented = new(CaseyJson.Options) { WriteIndented = true };

    /// <summary>The same thing done by the simplest program, in this run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Baseline { get; init; }

    /// <summary>Value over baseline.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Ratio => Value / Baseline;

    public static void Print(IReadOnlyList<Figure> figures)
    {
        Line("figure", "value", "unit", "baseline", "ratio", "wanted", "held");
        foreach (var figure in figures)
        {
            Line(figure.Name, Number(figure.Value), figure.Unit, Number(figure.Baseline), Number(figure.Ratio), figure.Wanted, figure.Held ? "yes" : "NO");
        }
    }

    public static async Task SaveAsync(string file, IReadOnlyList<Figure> figures)
    {
        var report = new { machine = $"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}", figures };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, Indented));
    }

    private static string Number(double? value) => value?.ToString(value < 10 ? "0.###" : "#,0", CultureInfo.InvariantCulture) ?? "";

    private static void Line(params string[] cells) =>
        Console.WriteLine($"{cells[0],-64} {cells[1],10} {cells[2],-6} {cells[3],10} {cells[4],7}  {cells[5],-44} {cells[6]}");
}
