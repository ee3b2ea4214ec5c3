using CaseyOS.Testing.Storage;

// Most of a crash test is waiting, for leases of programs that are gone and for programs that start: twice as many as this has cores are at it.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace CaseyOS.CrashTests;

/// <summary>Shares a long run out to several programs side by side, each with a storage account and a sandbox of its own.</summary>
internal static class Lanes
{
    private static int Count => Kills.AreMany ? 2 : 1;

    /// <summary>Each lane takes every second piece of the work, so that all have pieces of every kind.</summary>
    public static Task RunAsync<T>(IEnumerable<T> work, Func<IReadOnlyList<T>, Task> lane) =>
        Task.WhenAll(work.Index().GroupBy(piece => piece.Index % Count, piece => piece.Item).Select(share => lane([.. share])));
}

/// <summary>Tests of promises about seconds: nothing else runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "alone";
}
