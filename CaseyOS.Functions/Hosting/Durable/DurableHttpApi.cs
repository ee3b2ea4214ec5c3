using System.Net;
using System.Text;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>The Durable extension's HTTP API.</summary>
internal sealed class DurableHttpApi(HttpClient http)
{
    /// <summary>Gives the extension a command.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<HttpStatusCode> SendAsync(DurableClientBinding client, OrchestrationCommand command, CancellationToken cancellationToken)
    {
        using var request = Request(client, command);
        using var answer = await http.SendAsync(request, cancellationToken);
        return answer.StatusCode;
    }

    /// <summary>What the extension says of an instance: 404 when there is none, 200 or 202 when there is.</summary>
    public async Task<HttpStatusCode> FindAsync(DurableClientBinding client, string instanceId, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(client.Address($"instances/{Escape(instanceId)}"), cancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Asks something. The request's address holds the key: never log it.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => http.SendAsync(request, cancellationToken);

    private static HttpRequestMessage Request(DurableClientBinding client, OrchestrationCommand command)
    {
        var instance = $"instances/{Escape(command.InstanceId)}";
        return command.Kind switch
        {
            OrchestrationCommandKind.Start => new(HttpMethod.Post, client.Address($"orchestrators/{Escape(command.Name!)}/{Escape(command.InstanceId)}")) { Content = Json(command.Payload) },
            OrchestrationCommandKind.Raise => new(HttpMethod.Post, client.Address($"{instance}/raiseEvent/{Escape(command.Name!)}")) { Content = Json(command.Payload ?? "null") },
            OrchestrationCommandKind.Terminate => new(HttpMethod.Post, client.Address($"{instance}/terminate", $"reason={Escape(command.Payload ?? "")}")),
            OrchestrationCommandKind.Purge => new(HttpMethod.Delete, client.Address(instance)),
            _ => throw new NotSupportedException($"Unknown command {command.Kind}."),
        };
    }

    private static StringContent? Json(string? payload) => payload is null ? null : new(payload, Encoding.UTF8, "application/json");

    private static string Escape(string part) => Uri.EscapeDataString(part);
}
