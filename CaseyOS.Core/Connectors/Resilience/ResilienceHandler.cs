using Polly;

namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>Sends through a resilience pipeline chosen per request.</summary>
/// <remarks>Named and shaped like the handler of Microsoft.Extensions.Http.Resilience, which can replace it once it can be restored.</remarks>
public sealed class ResilienceHandler(Func<HttpRequestMessage, ResiliencePipeline<HttpResponseMessage>> pipelineProvider) : DelegatingHandler
{
    internal static ResiliencePropertyKey<HttpRequestMessage> RequestKey { get; } = new("request");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RequestKey, request);
        try
        {
            return await pipelineProvider(request).ExecuteAsync(
                static async (context, handler) => await handler.SendOnceAsync(context.Properties.GetValue(RequestKey, null!), context.CancellationToken),
                context,
                this);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // The body belongs to the try: one that hangs or breaks off counts as no answer, like a head that never came.
    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
