using System.Diagnostics;
using CaseyOS.Core;

namespace CaseyOS.Functions.Hosting;

/// <summary>What every request gets, said once: errors, ids, headers, session, anti-forgery, limits.</summary>
public static class HostingFeature
{
    /// <summary>Registers the edge.</summary>
    public static IServiceCollection AddHosting(this IServiceCollection services, IConfiguration configuration)
    {
        // The host logs a failed start with a stack trace; Program says it in words. Critical keeps failures of running services.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical));
        services.AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.ConfigureHttpJsonOptions(json => CaseyJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ExceptionProblems>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Complete);
        services.AddSignIn(configuration);
        return services;
    }

    /// <summary>The order of the edge's middleware.</summary>
    public static WebApplication UseHosting(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }

    // RFC 9457 members that every problem has, also those that the framework writes (404, 405, 415).
    private static void Complete(ProblemDetailsContext context)
    {
        context.ProblemDetails.Type = "about:blank";
        context.ProblemDetails.Extensions["trace_id"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        context.ProblemDetails.Extensions.TryAdd("code", Code(context.HttpContext.Response.StatusCode));
        context.ProblemDetails.Extensions.Remove("traceId");
    }

    private static string Code(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "unauthenticated",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        >= 500 => "internal",
        _ => "bad_request",
    };
}
