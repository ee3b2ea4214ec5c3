using System.Globalization;

namespace CaseyOS.Core.Queue;

/// <summary>A process's mark on the version row: fresh with every change.</summary>
/// <param name="Process">Random name of the process.</param>
/// <param name="Value">Never the same twice.</param>
internal readonly record struct ProcessMark(string Process, string Value)
{
    /// <summary>When the mark was made, to the second.</summary>
    public static DateTimeOffset TimeOf(string value) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(value.AsSpan(0, value.IndexOf('.', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>Makes the marks of one process.</summary>
    public sealed class Source(TimeProvider clock)
    {
        private readonly string process = Guid.NewGuid().ToString("N")[..12];
        private long count;

        /// <summary>The time is for whoever tidies up marks of processes that are gone; the count makes it fresh.</summary>
        public ProcessMark Next() =>
            new(process, string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeSeconds()}.{Interlocked.Increment(ref count)}"));
    }
}
