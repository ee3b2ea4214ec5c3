namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>How orchestrations run without the Functions host.</summary>
internal sealed class TaskHubOptions
{
    public const string SectionName = "Local:TaskHub";

    /// <summary>Off: instances can be started, but nothing works on them. Left out: as the pump.</summary>
    public bool? Enabled { get; set; }

    /// <summary>For how long a worker that runs activities has the instance to itself; renewed meanwhile. After a kill, others wait this long.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest delay of one message; the service allows 7 days. Longer timers are hidden again when it ends.</summary>
    public TimeSpan TimerHop { get; set; } = TimeSpan.FromDays(6);

    /// <summary>How long a wake-up is hidden while its instance is worked on.</summary>
    public TimeSpan VisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause between two looks at the idle queue; messages of this process wake it at once.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause between two searches for work whose wake-up was lost; the first is at the start.</summary>
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Activities that run at once.</summary>
    public int MaxActivities { get; set; } = 16;

    /// <summary>Instances that are read, replayed or written at once.</summary>
    public int MaxTurns { get; set; } = 16;
}
