using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Queue;

/// <summary>Numbers of the command queue.</summary>
public sealed class QueueOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Queue";

    /// <summary>How many moves a day's list shows.</summary>
    [Range(1, 50)]
    public int TodaySize { get; set; } = 10;

    /// <summary>Moves due within this time belong to today.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan DueWithin { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a process may show its copy of the open moves without asking whether another process changed one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a change is tried again with fresh data while other processes change the same move.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromSeconds(5);
}
