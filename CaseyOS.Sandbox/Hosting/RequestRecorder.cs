using CaseyOS.Sandbox.Truth;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.Hosting;

/// <summary>Reads every body once into memory and writes provider requests to the truth log.</summary>
internal sealed class RequestRecorder(RequestDelegate next, RequestLog log)
{
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
        try
        {
            await next(context);
        }
        finally
        {
            logged.Status = logged.Fault is "cutConnection" or "loseResponse" ? 0 : context.Response.StatusCode;
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
