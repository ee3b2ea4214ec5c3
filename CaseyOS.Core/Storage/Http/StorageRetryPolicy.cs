using System.Net.Http;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CaseyOS.Core.Storage.Http;

/// <summary>
/// Retries for seconds, and never blindly. A request that may have been taken is repeated only when repeating is harmless
/// (<see cref="Repeat"/>); any other is repeated only when the connection was never made, or the service itself said that it
/// turned the request away (429, or 503 with ServerBusy). Everything else goes to the caller as
/// <see cref="StorageUnavailableException"/>, which tells whether the effect may have happened.
/// </summary>
internal sealed class StorageRetryPolicy() : RetryPolicy(MaxRetries, Delay)
{
    private const int MaxRetries = 4;
    private static readonly DelayStrategy Delay =
        DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        base.ShouldRetry(message, exception) && MayRepeat(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        await base.ShouldRetryAsync(message, exception) && MayRepeat(message, exception);

    private static bool MayRepeat(HttpMessage message, Exception? exception) =>
        message.GetRepeat() == Repeat.Harmless || (exception is null ? WasTurnedAway(message.Response) : WasNeverSent(exception));

    /// <summary>The service answered that it did not take the request.</summary>
    internal static bool WasTurnedAway(Azure.Response response) =>
        response.Status == 429 || (response.Status == 503 && StorageErrorParser.ErrorCode(response) == "ServerBusy");

    /// <summary>No connection was made, so no byte of the request left this machine.</summary>
    internal static bool WasNeverSent(Exception exception)
    {
        for (var error = exception; error is not null; error = error.InnerException)
        {
            if (error is AggregateException tries)
            {
                return tries.InnerExceptions.All(WasNeverSent);
            }

            if (error is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
                })
            {
                return true;
            }
        }

        return false;
    }
}
