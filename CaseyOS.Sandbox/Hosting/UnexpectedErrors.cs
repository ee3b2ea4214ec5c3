using CaseyOS.Sandbox.Faults;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Hosting;

/// <summary>A mistake of the sandbox itself: logged with its cause, answered with 500 in the provider's shape.</summary>
internal sealed partial class UnexpectedErrors(RequestDelegate next, ILogger<UnexpectedErrors> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (error is not OperationCanceledException && !context.Response.HasStarted)
        {
            var path = context.Request.Path;
            Log.Failed(logger, error, context.Request.Method, path);
            var answer = Providers.Of(path) is { } provider
                ? ProviderErrors.For(provider, path, StatusCodes.Status500InternalServerError)
                : Results.Problem("The sandbox made a mistake; its log says which.", statusCode: StatusCodes.Status500InternalServerError);
            await answer.ExecuteAsync(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, Exception error, string method, PathString path);
    }
}
