using System.Globalization;
using System.Text.Json;

namespace CaseyOS.Testing.Contracts;

/// <summary>A sample of what was asked of a sandbox and what it answered.</summary>
public sealed record RecordedExchange(bool FromProduct, string Method, string Path, string Query, string? Request, int Status, string? Answer, string? Fault);

/// <summary>
/// Holds what a sandbox saw against the official descriptions: every shape of request that the product sent, every shape of
/// answer. Every sandbox of the test suite is held to it at its end, where the descriptions lie beside the checkout.
/// </summary>
public static class RecordedExchanges
{
    // These faults replace the answer by something that is wrong on purpose.
    private static readonly string[] Broken = ["malformedBody", "cutConnection", "loseResponse"];

    /// <summary>What deviates, each once, and how many samples were looked at.</summary>
    public static (IReadOnlyList<string> Problems, int Checked) Check(IEnumerable<RecordedExchange> exchanges)
    {
        HashSet<string> problems = new(StringComparer.Ordinal);
        var count = 0;
        foreach (var exchange in exchanges)
        {
            if (OfficialContracts.ForSandbox(exchange.Path) is not var (contract, path))
            {
                continue;
            }

            count++;
            if (exchange.FromProduct)
            {
                problems.UnionWith(contract.CheckRequest(exchange.Method, path, exchange.Query, exchange.Request).Select(problem => "asked: " + problem));
            }

            if (!Broken.Contains(exchange.Fault, StringComparer.Ordinal))
            {
                problems.UnionWith(contract.CheckResponse(exchange.Method, path, exchange.Status, exchange.Answer).Select(problem => "answered: " + problem));
            }
        }

        return ([.. problems], count);
    }

    /// <summary>Asks a sandbox for its samples but the first so many; none when it keeps none.</summary>
    public static async Task<IReadOnlyList<RecordedExchange>> ReadAsync(Uri sandbox, int skip = 0)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        var text = await http.GetStringAsync(new Uri(sandbox, string.Create(CultureInfo.InvariantCulture, $"sandbox/exchanges?skip={skip}")));
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("exchanges").Deserialize<List<RecordedExchange>>(JsonSerializerOptions.Web)!;
    }
}
