namespace CaseyOS.Functions.Local;

/// <summary>Waiting for the server.</summary>
internal static class LifetimeExtensions
{
    /// <summary>Completes once the server listens: what calls it over HTTP must wait for that.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var start = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
