using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Core.Orchestration;
using CaseyOS.Functions.Hosting;
using CaseyOS.Functions.Hosting.Durable;
using CaseyOS.Testing.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

/// <summary>A stand-in for the Durable extension's HTTP API, and beside it the function that calls it, called as the host calls it.</summary>
internal sealed class ExtensionApi : IAsyncDisposable, ILoggerProvider, ILogger
{
    public const string Key = "code=SYSTEM-KEY";

    private readonly Queue<(int Status, string? Body, string? Next)> answers = new();
    private IDataProtectionProvider keys = new EphemeralDataProtectionProvider();
    private WebApplication api = null!;
    private WebApplication functions = null!;
    private HttpClient host = null!;

    /// <summary>Method, path, query and body of each request, in their order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    public DurableTaskClient Client => functions.Services.GetRequiredService<DurableTaskClient>();

    /// <param name="storage">What the program has.</param>
    /// <param name="other">Another instance of the program, with the same key ring; its API is the one that the host tells of.</param>
    public static async Task<ExtensionApi> StartAsync(StorageAccount storage, ExtensionApi? other = null)
    {
        var started = new ExtensionApi();
        started.keys = other?.keys ?? started.keys;
        await started.RunAsync(storage);
        return started;
    }

    /// <summary>The statuses of the next answers.</summary>
    public void Answer(params int[] statuses)
    {
        foreach (var status in statuses)
        {
            answers.Enqueue((status, null, null));
        }
    }

    /// <summary>The next answer, with a body and perhaps the token of a further page.</summary>
    public void Answer(int status, string body, string? next = null) => answers.Enqueue((status, body, next));

    /// <summary>Calls the function with a message; answers the status.</summary>
    public async Task<HttpStatusCode> CommandAsync(string message, Uri? extension = null)
    {
        var binding = new JsonObject
        {
            ["taskHubName"] = "caseyos",
            ["rpcBaseUrl"] = "http://localhost:4001",
            ["requiredQueryStringParameters"] = Key,
            ["httpBaseUrl"] = $"{extension?.ToString() ?? api.Urls.Single()}/runtime/webhooks/durabletask",
        };
        var body = new JsonObject
        {
            ["Data"] = new JsonObject { ["client"] = JsonSerializer.Serialize(binding.ToJsonString()), ["message"] = JsonSerializer.Serialize(message) },
            ["Metadata"] = new JsonObject { ["DequeueCount"] = "\"1\"" },
        };
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await host.PostAsync(new Uri("CommandOrchestrations", UriKind.Relative), content);
        Lines.Enqueue(await answer.Content.ReadAsStringAsync());
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await functions.DisposeAsync();
        await api.DisposeAsync();
    }

    public void Dispose()
    {
        // As a logger it holds nothing.
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Lines.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception}");

    private static string Token(HttpContext context) =>
        context.Request.Headers.TryGetValue("x-ms-continuation-token", out var token) ? $"x-ms-continuation-token: {token}" : "";

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }

    private async Task RunAsync(StorageAccount storage)
    {
        api = Builder().Build();
        api.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {await reader.ReadToEndAsync()}{Token(context)}".TrimEnd());
            var (status, body, next) = answers.Dequeue();
            context.Response.StatusCode = status;
            if (next is not null)
            {
                context.Response.Headers["x-ms-continuation-token"] = next;
            }

            if (body is not null)
            {
                await context.Response.WriteAsync(body);
            }
        });
        await api.StartAsync();

        var builder = Builder();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this);
        builder.Services.AddSingleton<TriggerGate, HostTriggerGate>().AddSingleton(storage.Queues).AddSingleton(storage.Tables).AddSingleton(keys).AddSingleton(TimeProvider.System).AddDurableTaskClient();
        functions = builder.Build();
        functions.MapTriggers();
        await functions.StartAsync();
        host = new HttpClient { BaseAddress = new Uri(functions.Urls.Single()) };
    }
}
