using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CaseyOS.Core.Connectors.Resilience;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Turns HubSpot's refusals into our exceptions, with a sentence for the user.</summary>
internal static partial class HubSpotErrors
{
    public const string Provider = "hubspot";
    private const int MaxNames = 6;

    public static async Task<CaseyOsException> ReadAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return new ReconnectRequiredException(Provider, "HubSpot refused our credentials.");
        }

        return Refusal(response.StatusCode, await TryReadAsync(response, cancellationToken), what, ConnectorHttp.RetryAfter(response));
    }

    /// <summary>A batch answers 207 when single inputs were refused; here every batch of writes has one input, so that is the refusal.</summary>
    public static void ThrowIfRefused<T>(WirePage<T> page, string what)
    {
        if (page.Errors is [{ } first, ..])
        {
            throw Refusal(HttpStatusCode.BadRequest, first, what, null);
        }
    }

    private static ConnectorException Refusal(HttpStatusCode status, WireHubSpotError? error, string what, TimeSpan? retryAfter) =>
        new(Provider, $"{what} did not work: {Reason(status, error)}", (int)status, ConnectorHttp.IsTransient(status), retryAfter);

    private static string Reason(HttpStatusCode status, WireHubSpotError? error) => status switch
    {
        HttpStatusCode.Forbidden => "HubSpot's access token lacks a permission" + (Scopes(error) is { Length: > 0 } scopes ? $" ({scopes})." : "."),
        HttpStatusCode.TooManyRequests => "HubSpot's limit of calls is used up.",
        _ when error?.Category == "VALIDATION_ERROR" && Properties(error) is { Length: > 0 } names =>
            $"HubSpot did not accept the record because of {names}.",
        _ when ConnectorHttp.IsTransient(status) => $"HubSpot answered {(int)status}.",
        _ => $"HubSpot answered {(int)status}{(error?.Category is { } category ? $" ({category})" : "")}.",
    };

    // The property names stand in one of three places, depending on the endpoint and its age. Values are not repeated.
    private static string Properties(WireHubSpotError error)
    {
        var parts = error.Errors ?? [];
        var names = parts.SelectMany(part => Named(part.Context)).Concat(Named(error.Context))
            .Concat(parts.Select(part => part.In).OfType<string>())
            .Concat(QuotedName().Matches(error.Message ?? "").Select(match => match.Groups["name"].Value))
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Take(MaxNames)
            .ToList();
        return names.Count == 0 ? "" : $"the propert{(names.Count == 1 ? "y" : "ies")} {string.Join(", ", names)}";
    }

    private static IEnumerable<string> Named(IReadOnlyDictionary<string, IReadOnlyList<string>>? context) =>
        (context ?? new Dictionary<string, IReadOnlyList<string>>())
            .Where(entry => entry.Key is "propertyName" or "properties")
            .SelectMany(entry => entry.Value);

    private static string Scopes(WireHubSpotError? error) => string.Join(", ", (error?.Errors ?? [])
        .SelectMany(part => part.Context ?? new Dictionary<string, IReadOnlyList<string>>())
        .Where(entry => entry.Key == "requiredGranularScopes")
        .SelectMany(entry => entry.Value));

    private static async Task<WireHubSpotError?> TryReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<WireHubSpotError>(await response.Content.ReadAsByteArrayAsync(cancellationToken), JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("""(["']name["']\s*:\s*|[Pp]ropert(y|ies)\s+)["'](?<name>[A-Za-z0-9_]+)["']""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedName();
}
