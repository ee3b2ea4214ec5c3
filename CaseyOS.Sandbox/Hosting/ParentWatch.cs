using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.Hosting;

/// <summary>Stops the program when standard input ends: the pipe closes even when the parent was killed.</summary>
internal sealed class ParentWatch(IOptions<SandboxOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.ExitWithParent || !Console.IsInputRedirected)
        {
            return;
        }

        // Reading a pipe cannot be cancelled on every platform, so the read gets a thread of its own.
        await Task.Factory.StartNew(ReadToEnd, stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lifetime.StopApplication();
    }

    private static void ReadToEnd()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[256];
        while (input.Read(buffer) > 0)
        {
            // What the parent writes does not matter, only that it still can.
        }
    }
}
