using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;

namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>
/// The pipelines, one set per host. They live as long as the program, while the HTTP client factory renews handlers every
/// few minutes: a circuit must not close because a handler was renewed.
/// </summary>
/// <remarks>
/// From outside in: retry, circuit, (rate limit,) timeout of one try. The circuit stands before the rate limit so that a
/// refused call takes no token, and 429 does not count as a failure there: a service that counts our calls is alive, and
/// slowing down is the rate limit's business.
/// </remarks>
internal sealed partial class ConnectorPipelines(IOptions<HttpResilienceOptions> options, TimeProvider clock, ILogger<ConnectorPipelines> logger) : IDisposable
{
    private readonly ResiliencePipelineRegistry<string> pipelines = new();

    /// <summary>Retry and circuit of a client's host. Two services behind one address, as stand-ins are, do not share a circuit.</summary>
    public ResiliencePipeline<HttpResponseMessage> Outer(string client, HttpRequestMessage request)
    {
        var host = $"{client} at {request.RequestUri!.Authority}";
        return pipelines.GetOrAddPipeline<HttpResponseMessage>(host, builder =>
        {
            builder.TimeProvider = clock;
            builder.AddRetry(Retry(host)).AddCircuitBreaker(Circuit(host));
        });
    }

    /// <summary>Timeout of one try.</summary>
    public ResiliencePipeline<HttpResponseMessage> Inner() =>
        pipelines.GetOrAddPipeline<HttpResponseMessage>("inner", builder =>
        {
            builder.TimeProvider = clock;
            builder.AddTimeout(options.Value.AttemptTimeout);
        });

    public void Dispose() => pipelines.Dispose();

    private RetryStrategyOptions<HttpResponseMessage> Retry(string host) => new()
    {
        MaxRetryAttempts = options.Value.MaxRetries,
        Delay = options.Value.BaseDelay,
        MaxDelay = options.Value.MaxDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Context.Properties.GetValue(ResilienceHandler.RequestKey, null!).IsRepeatable()
            && (arguments.Outcome.Result is { } response
                ? ConnectorHttp.IsTransient(response.StatusCode) && !(ConnectorHttp.RetryAfter(response) > options.Value.MaxDelay)
                : IsNoAnswer(arguments.Outcome.Exception))),
        DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } response ? ConnectorHttp.RetryAfter(response) : null),
        OnRetry = arguments =>
        {
            Log.Retrying(logger, host, arguments.AttemptNumber + 1, arguments.RetryDelay, (int?)arguments.Outcome.Result?.StatusCode);
            return ValueTask.CompletedTask;
        },
    };

    private CircuitBreakerStrategyOptions<HttpResponseMessage> Circuit(string host) => new()
    {
        FailureRatio = options.Value.FailureRatio,
        MinimumThroughput = options.Value.MinimumThroughput,
        SamplingDuration = options.Value.SamplingDuration,
        BreakDuration = options.Value.BreakDuration,
        ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } response
            ? ConnectorHttp.IsFailure(response.StatusCode)
            : IsNoAnswer(arguments.Outcome.Exception)),
        OnOpened = arguments =>
        {
            Log.Opened(logger, host, arguments.BreakDuration);
            return ValueTask.CompletedTask;
        },
        OnClosed = _ =>
        {
            Log.Closed(logger, host);
            return ValueTask.CompletedTask;
        },
    };

    private static bool IsNoAnswer(Exception? error) => error is HttpRequestException or TimeoutRejectedException or IOException;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Retry {Attempt} of a call to {Host} in {Delay} after status {Status}")]
        public static partial void Retrying(ILogger logger, string host, int attempt, TimeSpan delay, int? status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Circuit to {Host} opened for {Duration}")]
        public static partial void Opened(ILogger logger, string host, TimeSpan duration);

        [LoggerMessage(Level = LogLevel.Information, Message = "Circuit to {Host} closed")]
        public static partial void Closed(ILogger logger, string host);
    }
}
