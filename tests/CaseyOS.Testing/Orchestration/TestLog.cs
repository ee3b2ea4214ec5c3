using System.Collections.Concurrent;

namespace CaseyOS.Testing.Orchestration;

/// <summary>What activities did, and what holds them up; shared by hubs that stand for several processes.</summary>
public sealed class TestLog
{
    private readonly ConcurrentQueue<(string Instance, string Entry)> entries = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new(StringComparer.Ordinal);

    /// <summary>In their order, of all instances.</summary>
    public IReadOnlyList<string> Entries => [.. entries.Select(one => one.Entry)];

    /// <summary>How many, without looking at them.</summary>
    public int Count => entries.Count;

    /// <summary>Whether the orchestrator <c>Changing</c> is the later version by now.</summary>
    public bool IsChanged { get; set; }

    public IReadOnlyList<string> Of(string instance) => [.. entries.Where(one => one.Instance == instance).Select(one => one.Entry)];

    public void Add(string instance, string entry) => entries.Enqueue((instance, entry));

    /// <summary>What activities of an instance that wait are waiting for.</summary>
    public Task Opened(string instance) => Gate(instance).Task;

    public void Open(string instance) => Gate(instance).SetResult();

    private TaskCompletionSource Gate(string instance) => gates.GetOrAdd(instance, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
