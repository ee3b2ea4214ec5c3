using Azure;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>What a worker holds of an instance: its partition as it was read, kept up with what the worker wrote since.</summary>
internal sealed class Instance(InstanceState state, ETag etag)
{
    public string Id => State.Id;

    public InstanceState State { get; set; } = state;

    /// <summary>The version that every write of ours insists on.</summary>
    public ETag ETag { get; set; } = etag;

    /// <summary>Events of the turns that ended.</summary>
    public List<HistoryEvent> History { get; } = [];

    /// <summary>What has arrived and no turn has seen, in its order.</summary>
    public IReadOnlyList<News> Inbox { get; set; } = [];

    /// <summary>Scheduled and not reported.</summary>
    public List<ScheduledActivity> Activities { get; } = [];

    /// <summary>Set and not fired.</summary>
    public List<ArmedTimer> Timers { get; } = [];

    /// <summary>Rows that mean nothing any more.</summary>
    public List<string> Stale { get; } = [];

    public bool IsFinished => State.Status.IsFinished();

    /// <summary>For how long another worker has it; null when it is free or ours.</summary>
    public TimeSpan? HeldElsewhere(string owner, DateTimeOffset now) =>
        State.LeaseOwner is { } holder && holder != owner && State.LeaseUntil is { } until && until > now ? until - now : null;

    /// <summary>Whether <paramref name="owner"/> has it for some time yet.</summary>
    public bool IsHeldBy(string owner, DateTimeOffset now) => State.LeaseOwner == owner && State.LeaseUntil > now;
}

/// <summary>A row that a turn takes up: it brings events and is deleted with the turn.</summary>
internal sealed record News(string RowKey, IReadOnlyList<HistoryEvent> Events);

/// <summary>An activity that is to be run.</summary>
internal sealed record ScheduledActivity(string RowKey, int Id, string Name, string? Input);

/// <summary>A timer that is set.</summary>
internal sealed record ArmedTimer(string RowKey, int Id, DateTime FireAt);
