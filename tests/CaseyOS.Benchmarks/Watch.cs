using CaseyOS.Core.Orchestration;
using CaseyOS.Testing.Orchestration;

namespace CaseyOS.Benchmarks;

/// <summary>The shape of what the product watches: act, wait for an event or the end of the window, record.</summary>
internal sealed class Watch : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        await context.CallActivityAsync<string>(nameof(Say), $"perform {input}");
        context.SetCustomStatus("watching");
        using var window = new CancellationTokenSource();
        var expiry = context.CreateTimer(TimeSpan.FromHours(72), window.Token);
        var outcome = context.WaitForExternalEvent<string>("outcome");
        if (await Task.WhenAny(outcome, expiry) == outcome)
        {
#pragma warning disable CA1849, MA0042, MA0045 // CancelAsync would leave the turn's thread
            window.Cancel();
#pragma warning restore CA1849, MA0042, MA0045
        }

        return await context.CallActivityAsync<string>(nameof(Say), $"record {input}");
    }
}
