using System.Globalization;

namespace CaseyOS.CrashTests;

/// <summary>How often the real process is killed: a sample by default, more where CASEYOS_CRASH_KILLS says so.</summary>
internal static class Kills
{
    private const int Sample = 6;

    /// <summary>Kills around executions.</summary>
    public static int Executions { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CASEYOS_CRASH_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : Sample;

    /// <summary>Kills around drafts on a market that is alive; the matrix of handlers has the same moments, so a sample is small.</summary>
    public static int Drafts { get; } = AreMany ? Executions : 2;

    /// <summary>Whether the long run is wanted rather than a sample.</summary>
    public static bool AreMany => Executions != Sample;

    /// <summary>Kills while executions are looked after; several executions survive them side by side, so there may be more of them.</summary>
    public static int Watches { get; } = AreMany ? Executions * 4 : Sample;

    /// <summary>Kills during ingestions, each of which starts from nothing and so takes longer.</summary>
    public static int Ingestions { get; } = Math.Max(2, Executions / 4);

    /// <summary>Kills during a refresh.</summary>
    public static int Jobs { get; } = AreMany ? 3 : 1;

    /// <summary>Kills while webhooks come in.</summary>
    public static int Webhooks { get; } = Executions == Sample ? 1 : 2;

    /// <summary>Events that come in meanwhile.</summary>
    public static int WebhookEvents { get; } = Executions == Sample ? 1_000 : 10_000;

    /// <summary>All moments where many kills are wanted, else a sample of them, spread evenly.</summary>
    public static IEnumerable<T> Sampled<T>(IReadOnlyList<T> moments) => AreMany
        ? moments
        : Enumerable.Range(0, Sample).Select(number => moments[((number * 2) + 1) * moments.Count / (Sample * 2)]);
}
