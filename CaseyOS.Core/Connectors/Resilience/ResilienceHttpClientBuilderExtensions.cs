using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>Gives a named HTTP client the resilience of all connectors.</summary>
internal static class ResilienceHttpClientBuilderExtensions
{
    // Who asks should be recognisable to whoever is asked.
    private static readonly ProductInfoHeaderValue Product = new("CaseyOS", "1.0");

    /// <summary>
    /// Retry and circuit around <paramref name="between"/> (for example a rate limit, whose waiting must not count as the
    /// service's slowness), then the gate that effects must pass, and the timeout of one try inside.
    /// </summary>
    public static IHttpClientBuilder AddConnectorResilience(this IHttpClientBuilder builder, params Func<IServiceProvider, DelegatingHandler>[] between)
    {
        // The factory's own log lines hold addresses of requests, and those hold ids and sometimes people.
        builder.RemoveAllLoggers();
        // The pipeline limits each try; the client's own limit would end the retries.
        builder.ConfigureHttpClient(client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.UserAgent.Add(Product);
        });
        builder.AddHttpMessageHandler(services =>
        {
            var pipelines = services.GetRequiredService<ConnectorPipelines>();
            return new ResilienceHandler(request => pipelines.Outer(builder.Name, request));
        });
        foreach (var handler in between)
        {
            builder.AddHttpMessageHandler(handler);
        }

        builder.AddHttpMessageHandler(services => new EffectGateHandler(services.GetService<IEffectGate>()));
        return builder.AddHttpMessageHandler(services =>
        {
            var pipelines = services.GetRequiredService<ConnectorPipelines>();
            return new ResilienceHandler(_ => pipelines.Inner());
        });
    }
}
