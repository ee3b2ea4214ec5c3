using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace CaseyOS.Functions.Local;

/// <summary>Calls a function over HTTP exactly as the host does, so that both ways of running share every line behind the endpoint.</summary>
internal sealed class FunctionCaller(IServer server, PumpTriggerGate gate, TimeProvider clock) : IDisposable
{
    // The host's own limit (functionTimeout in host.json).
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>True when the function answered 2xx.</summary>
    public async Task<bool> CallAsync(FunctionFile function, JsonNode data, JsonObject metadata, CancellationToken cancellationToken)
    {
        metadata["sys"] = new JsonObject
        {
            ["MethodName"] = function.Name,
            ["UtcNow"] = clock.GetUtcNow().UtcDateTime,
            ["RandGuid"] = Guid.NewGuid(),
        };
        var body = new JsonObject { ["Data"] = new JsonObject { [function.Binding] = data }, ["Metadata"] = metadata };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address(), function.Name))
        {
            Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add(PumpTriggerGate.Header, gate.Secret);
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        request.Headers.TransferEncodingChunked = true;
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode;
    }

    public void Dispose() => http.Dispose();

    private Uri Address() => new(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First().Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
}
