using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Functions.Hosting;
using CaseyOS.Functions.Hosting.Durable;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Wire = CaseyOS.Functions.Hosting.Durable.Wire;

namespace CaseyOS.Testing.Orchestration;

/// <summary>The endpoints of orchestrators and activities on a port of their own, called as the Durable extension calls them.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private static readonly JsonSerializerOptions AsTheHost = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly WebApplication app;

    private DurableHost(WebApplication app) => (this.app, Http) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public HttpClient Http { get; }

    public static async Task<DurableHost> StartAsync(Action<IServiceCollection> register)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TriggerGate, HostTriggerGate>().AddDurableTasks();
        register(builder.Services);
        var built = builder.Build();
        built.MapDurableTasks();
        await built.StartAsync();
        return new(built);
    }

    /// <summary>One turn with a request made here.</summary>
    public Task<Wire.OrchestratorResponse> TurnAsync(string orchestrator, Wire.OrchestratorRequest request) => TurnAsync(orchestrator, Body(request));

    /// <summary>What the host posts for a request: quotes escaped as <c>\"</c>, nothing else.</summary>
    public static string Body(Wire.OrchestratorRequest request)
    {
        var encoded = JsonSerializer.Serialize(Convert.ToBase64String(request.ToByteArray()), AsTheHost);
        return new JsonObject { ["Data"] = new JsonObject { ["context"] = encoded } }.ToJsonString(AsTheHost);
    }

    /// <summary>One turn with a recorded body.</summary>
    public async Task<Wire.OrchestratorResponse> TurnAsync(string orchestrator, string body)
    {
        var value = await CallAsync(orchestrator, body);
        Assert.Equal(JsonValueKind.String, value.ValueKind);
        return Wire.OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(value.GetString()!));
    }

    /// <summary>Posts a body and gives the <c>ReturnValue</c>; the answer is always 200 and an object.</summary>
    public async Task<JsonElement> CallAsync(string function, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(function, UriKind.Relative), content);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ReturnValue");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
