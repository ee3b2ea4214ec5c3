namespace CaseyOS.Functions.Local;

/// <summary>How the pump treats queues; the numbers are those of host.json.</summary>
internal sealed class PumpOptions
{
    public const string SectionName = "Local:Pump";

    /// <summary>Off: nothing runs by itself, for tests that call functions one by one.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a message is hidden while it is handled (renewed meanwhile) and after a failed try.</summary>
    public TimeSpan VisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries before a message moves to the poison queue.</summary>
    public int MaxDequeueCount { get; set; } = 5;

    /// <summary>Messages handled at once.</summary>
    public int BatchSize { get; set; } = 16;

    /// <summary>Longest pause between two looks at an idle queue; our own sends wake the pump at once.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromSeconds(10);
}
