using System.Text;
using CaseyOS.Sandbox.Truth;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.Hosting;

/// <summary>Reads every body once into memory and writes provider requests to the truth log.</summary>
internal sealed class RequestRecorder(RequestDelegate next, RequestLog log, ExchangeLog exchanges, IOptions<SandboxOptions> options)
{
    private const string Product = "CaseyOS/";

    private const int MaxBody = 40 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        context.Features.Set(new RequestBody(body));
        context.Request.Body = new MemoryStream(body, writable: false);
        if (Providers.Of(context.Request.Path) is null)
        {
            await next(context);
            return;
        }

        var logged = log.Arrived(context.Request, body);
        context.Features.Set(logged);
        using var answer = options.Value.RecordExchanges ? new MemoryStream() : null;
        var real = context.Response.Body;
        try
        {
            await RunAsync(context, answer);
        }
        finally
        {
            context.Response.Body = real;
            logged.Status = logged.Fault is "cutConnection" or "loseResponse" ? 0 : context.Response.StatusCode;
        }
    }

    private async Task RunAsync(HttpContext context, MemoryStream? answer)
    {
        if (answer is null)
        {
            await next(context);
            return;
        }

        var real = context.Response.Body;
        context.Response.Body = answer;
        await next(context);
        var logged = context.Features.Get<LoggedRequest>()!;
        var text = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
        if (!context.RequestAborted.IsCancellationRequested)
        {
            answer.Position = 0;
            await answer.CopyToAsync(real, context.RequestAborted);
            exchanges.Add(new(
                context.Request.Headers.UserAgent.ToString().StartsWith(Product, StringComparison.Ordinal),
                logged.Method, logged.Path, logged.Query, logged.Body, context.Response.StatusCode, text, logged.Fault));
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MaxBody)
            {
                return null;
            }
        }

        return copy.ToArray();
    }
}

internal sealed record RequestBody(byte[] Bytes);

internal static class RequestExtensions
{
    public static byte[] BufferedBody(this HttpContext context) => context.Features.Get<RequestBody>()?.Bytes ?? [];

    /// <summary>What links in answers start with.</summary>
    public static string PublicRoot(this HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<SandboxOptions>>().Value.PublicUrl?.GetLeftPart(UriPartial.Authority)
        ?? $"{context.Request.Scheme}://{context.Request.Host}";

    public static string? BearerToken(this HttpContext context)
    {
        const string Prefix = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
    }
}
