using System.Globalization;
using System.Net;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Asks the Durable extension about instances.</summary>
/// <param name="access">Where it is.</param>
/// <param name="api">A fresh client for each call: the factory renews connections behind it.</param>
internal sealed class ExtensionReads(ExtensionAccess access, Func<DurableHttpApi> api)
{
    private const string Continuation = "x-ms-continuation-token";

    public Task<OrchestrationMetadata?> FindAsync(string instanceId, bool withInput, CancellationToken cancellationToken) => ReadAsync(
        $"instances/{Uri.EscapeDataString(instanceId)}", $"showInput={(withInput ? "true" : "false")}", null,
        (document, _) => ExtensionAnswers.Instance(document, withInput), cancellationToken);

    public Task<OrchestrationHistory?> HistoryAsync(string instanceId, CancellationToken cancellationToken) => ReadAsync(
        $"instances/{Uri.EscapeDataString(instanceId)}", "showHistory=true&showHistoryOutput=false&showInput=false", null,
        (document, _) => ExtensionAnswers.History(document), cancellationToken);

    public async Task<OrchestrationPage> ListAsync(OrchestrationQuery filter, int size, string? after, CancellationToken cancellationToken) => await ReadAsync(
        "instances",
        string.Join('&', Parameters(filter, size)),
        after,
        (document, headers) => new OrchestrationPage(
            [.. document.EnumerateArray().Select(instance => ExtensionAnswers.Instance(instance, withInput: false))],
            headers.TryGetValues(Continuation, out var next) && next.FirstOrDefault() is { Length: > 0 } token ? token : null),
        cancellationToken) ?? throw NotWell(HttpStatusCode.NotFound);

    private static IEnumerable<string> Parameters(OrchestrationQuery filter, int size)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"top={size}");
        yield return "showInput=false";
        if (filter.InstanceIdPrefix is { Length: > 0 } prefix)
        {
            yield return $"instanceIdPrefix={Uri.EscapeDataString(prefix)}";
        }

        if (filter.Statuses is { Count: > 0 } statuses)
        {
            yield return $"runtimeStatus={string.Join(',', statuses)}";
        }
    }

    // 404 is null; an answer that says that the key is not right, or none at all, makes the next call ask anew.
    private async Task<T?> ReadAsync<T>(
        string path, string query, string? continuation, Func<JsonElement, System.Net.Http.Headers.HttpResponseHeaders, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var binding = await access.GetAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, binding.Address(path, query));
        if (continuation is not null && !request.Headers.TryAddWithoutValidation(Continuation, continuation))
        {
            throw WrongCursor();
        }

        try
        {
            using var answer = await api().SendAsync(request, cancellationToken);
            switch (answer.StatusCode)
            {
                case HttpStatusCode.NotFound:
                    return null;
                case HttpStatusCode.OK or HttpStatusCode.Accepted:
                    using (var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken))
                    {
                        return read(document.RootElement, answer.Headers);
                    }

                case HttpStatusCode.BadRequest when continuation is not null:
                    throw WrongCursor();
                case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                    await access.DoubtAsync(cancellationToken);
                    throw NotWell(answer.StatusCode);
                default:
                    throw NotWell(answer.StatusCode);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            await access.DoubtAsync(cancellationToken);
            throw new ConnectorException("durable", "The Durable extension does not answer. Try again in a few seconds.", isTransient: true, retryAfter: TimeSpan.FromSeconds(5));
        }
    }

    private static ValidationException WrongCursor() => new("cursor", "cursor must be the next_cursor of an earlier answer.");

    private static ConnectorException NotWell(HttpStatusCode status) =>
        new("durable", $"The Durable extension answered {(int)status}. Try again in a few seconds.", (int)status, isTransient: true, retryAfter: TimeSpan.FromSeconds(5));
}
