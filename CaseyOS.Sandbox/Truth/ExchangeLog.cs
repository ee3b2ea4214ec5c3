using System.Text;
using System.Text.Json;

namespace CaseyOS.Sandbox.Truth;

/// <summary>
/// Samples of requests and answers, one of each shape: same verb, path but for ids, status, and the same names with the same
/// kinds of values. So a long life leaves a few hundred samples, and whoever holds them against a description has seen all.
/// It survives a reset; only the program's end forgets it.
/// </summary>
internal sealed class ExchangeLog
{
    private const int MaxSamples = 20_000;
    private const int MaxDepth = 12;
    private readonly Lock gate = new();
    private readonly HashSet<string> shapes = new(StringComparer.Ordinal);
    private readonly List<Exchange> samples = [];

    /// <summary>All samples but the first so many: what came since somebody looked who saw these.</summary>
    public IReadOnlyList<Exchange> After(int count)
    {
        lock (gate)
        {
            return [.. samples.Skip(count)];
        }
    }

    public void Add(Exchange exchange)
    {
        var shape = $"{exchange.FromProduct} {exchange.Method} {Template(exchange.Path)} {Names(exchange.Query)} {exchange.Status} {Shape(exchange.Request)} {Shape(exchange.Answer)}";
        lock (gate)
        {
            if (samples.Count < MaxSamples && shapes.Add(shape))
            {
                samples.Add(exchange);
            }
        }
    }

    private static string Template(string path) => string.Join('/', path.Split('/').Select(part => part.Any(char.IsAsciiDigit) && part is not ("v1" or "v2" or "v3" or "v4") && !part.StartsWith("202", StringComparison.Ordinal) ? "#" : part));

    private static string Names(string query) => string.Join(',', query.TrimStart('?').Split('&').Select(pair => pair.Split('=')[0]).Order(StringComparer.Ordinal));

    private static string Shape(string? body)
    {
        if (string.IsNullOrEmpty(body))
        {
            return "";
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            var text = new StringBuilder();
            Write(json.RootElement, text, 0);
            return text.ToString();
        }
        catch (JsonException)
        {
            return "text";
        }
    }

    private static void Write(JsonElement value, StringBuilder text, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(member.Name).Append(':');
                    Write(member.Value, text, depth + 1);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                // Every different kind of entry once.
                text.Append('[').AppendJoin('|', value.EnumerateArray().Select(entry => Sub(entry, depth + 1)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)).Append(']');
                break;
            case JsonValueKind.String:
                text.Append(Kind(value.GetString()!));
                break;
            default:
                text.Append(value.ValueKind.ToString()[0]);
                break;
        }
    }

    private static string Sub(JsonElement value, int depth)
    {
        var text = new StringBuilder();
        Write(value, text, depth);
        return text.ToString();
    }

    // Numbers and times among the texts are kinds of their own; words with capitals only are usually one of a fixed set.
    private static string Kind(string text) => text.Length == 0 ? "''" : text.All(char.IsAsciiDigit) ? "9"
        : text.Length > 10 && char.IsAsciiDigit(text[0]) && text[4] == '-' && text.Contains('T', StringComparison.Ordinal) ? "t"
        : text.Length < 30 && text.All(letter => char.IsAsciiLetterUpper(letter) || letter == '_') ? text
        : "s";
}

/// <summary>A request and its answer, with bodies.</summary>
/// <param name="FromProduct">Whether it says that CaseyOS sent it; others may ask wrongly on purpose.</param>
internal sealed record Exchange(bool FromProduct, string Method, string Path, string Query, string? Request, int Status, string? Answer, string? Fault);
