using Azure;
using CaseyOS.Core.Storage;

namespace CaseyOS.Core.Signals;

/// <summary>Tells failures that pass by themselves from those that repeat.</summary>
internal static class Transience
{
    public static bool IsTransient(Exception error) => error switch
    {
        ConnectorException connector => connector.IsTransient,
        StorageUnavailableException => true,
        RequestFailedException storage => storage.Status is 0 or 408 or 412 or 429 or >= 500,
        ConflictException conflict => conflict.RetryAfter is not null,
        TimeoutException or HttpRequestException or TaskCanceledException => true,
        _ => false,
    };

    /// <summary>5 s, 10 s, 20 s … up to ten minutes, and what the service itself asked for.</summary>
    public static TimeSpan Delay(int attempt, Exception? error)
    {
        var growing = TimeSpan.FromSeconds(Math.Min(600, 5 * Math.Pow(2, Math.Min(attempt, 10))));
        var asked = (error as ConnectorException)?.RetryAfter ?? (error as ConflictException)?.RetryAfter ?? TimeSpan.Zero;
        return asked > growing ? asked : growing;
    }
}
