using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>A server on loopback that does exactly what a test says, for what the sandbox cannot be asked: timing, order, counts.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> requests = new();

    private StandIn(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Method and path of every request, in the order of arrival.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>Answers each request with what <paramref name="answer"/> does; it gets the number of the request, from 1.</summary>
    public static async Task<StandIn> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new StandIn(builder.Build());
        var count = 0;
        standIn.app.Run(context =>
        {
            standIn.requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
            return answer(context, Interlocked.Increment(ref count));
        });
        await standIn.app.StartAsync();
        standIn.Address = new Uri(standIn.app.Urls.Single());
        return standIn;
    }

    /// <summary>Answers with each status in turn; after the last, always the last. Successes have <paramref name="body"/>.</summary>
    public static Task<StandIn> WithStatusesAsync(string body, params int[] statuses) => StartAsync((context, number) =>
    {
        context.Response.StatusCode = statuses[Math.Min(number, statuses.Length) - 1];
        return context.Response.WriteAsync(context.Response.StatusCode < 300 ? body : "{}");
    });

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
