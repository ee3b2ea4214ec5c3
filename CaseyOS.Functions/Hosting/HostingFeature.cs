using CaseyOS.Core;
using CaseyOS.Functions.Hosting.Durable;

namespace CaseyOS.Functions.Hosting;

/// <summary>What every request gets, said once: errors, ids, headers, session, anti-forgery, limits.</summary>
public static class HostingFeature
{
    // Enough for any request of the page. A field that is too long should be named by its endpoint, so this is generous.
    private const long LargestBody = 4 * 1024 * 1024;

    /// <summary>Registers the edge.</summary>
    public static IServiceCollection AddHosting(this IServiceCollection services, IConfiguration configuration)
    {
        // The host logs a failed start with a stack trace; Program says it in words. Critical keeps failures of running services.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical));
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PublicAddress>();
        services.ConfigureHttpJsonOptions(json => CaseyJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ExceptionProblems>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ProblemMembers.Complete);
        services.AddAzureIdentity(configuration);
        services.AddKeyRing(configuration);
        services.AddSignIn();
        services.AddHealth();
        services.AddDurableTasks();
        services.AddOpenApiDocument();
        services.AddSingleton<WebFiles>();
        return services;
    }

    /// <summary>The order of the edge's middleware.</summary>
    public static WebApplication UseHosting(this WebApplication app)
    {
        // Made here so that wrong settings stop the start, not the first request.
        var address = app.Services.GetRequiredService<PublicAddress>();
        _ = app.Services.GetRequiredService<MasterKey>();
        app.UseRequestIds();
        app.UseSecurityHeaders(address, app.Configuration["Sandbox:Url"]);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.Use((context, next) =>
        {
            address.ApplyTo(context.Request);
            return context.GetEndpoint() is null && context.Request.Path != "/auth/callback" ? NotThere(context) : next(context);
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<CsrfMiddleware>();
        return app;
    }

    // Before the session is asked for: an unknown path is unknown to everybody.
    private static Task NotThere(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
