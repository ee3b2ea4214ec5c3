using CaseyOS.Core.Orchestration;

namespace CaseyOS.Testing.Orchestration;

/// <summary>A place where orchestrations run: what a test does to them from outside, and what it sees. Its clock stands until moved.</summary>
public abstract class OrchestrationSetting : IAsyncDisposable
{
    /// <summary>Its clock.</summary>
    public FakeTimeProvider Clock { get; } = new();

    /// <summary>What the activities of <see cref="Flows"/> did.</summary>
    public TestLog Log { get; } = new();

    public abstract Task StartAsync(string id, string orchestrator, object? input);

    public abstract Task RaiseAsync(string id, string name, object? payload);

    public abstract Task TerminateAsync(string id, object? output);

    /// <summary>What there is to see of an instance now.</summary>
    public abstract Task<OrchestrationMetadata?> FindAsync(string id);

    /// <summary>Time passes; every timer that comes due fires.</summary>
    public abstract Task PassAsync(TimeSpan time);

    /// <summary>Until an instance is as expected.</summary>
    public async Task<OrchestrationMetadata> UntilAsync(string id, Func<OrchestrationMetadata, bool> holds, string what)
    {
        OrchestrationMetadata? found = null;
        await Eventually.TrueAsync(async () => (found = await FindAsync(id)) is not null && holds(found), () => $"{what} did not happen; the instance is {found}.");
        return found!;
    }

    /// <summary>How an instance ended.</summary>
    public Task<OrchestrationMetadata> EndAsync(string id) => UntilAsync(id, found => found.IsCompleted, "The end");

    /// <summary>Until so much has happened to an instance that waits or runs.</summary>
    public Task HistoryAsync(string id, int events) => UntilAsync(id, found => found.HistoryLength >= events, $"Event {events} of its history");

    /// <summary>Until an instance says this of itself.</summary>
    public Task SaysAsync(string id, string json) => UntilAsync(id, found => found.SerializedCustomStatus == json, $"Custom status {json}");

    public abstract ValueTask DisposeAsync();
}
