using System.Collections.Frozen;
using System.Text;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Records;

/// <summary>Moves that end as a task for the user: what somebody has to do or decide, with its reason and a date.</summary>
public sealed class TaskHandler(HubSpotClient hubSpot, IOptions<ExecutionOptions> options, TimeProvider clock) : RecordHandler(hubSpot, options, clock)
{
    private static readonly TimeSpan EndOfWork = TimeSpan.FromHours(17);

    /// <inheritdoc/>
    public override IReadOnlySet<ActionType> Actions { get; } = new[] { ActionType.CreateTask, ActionType.ReviewDeal }.ToFrozenSet();

    /// <inheritdoc/>
    public override EffectWords Words { get; } = new(
        "Creates a task for you in HubSpot.", "task created", "The task is in HubSpot.", "The task was archived.", "HubSpot has not answered in time. We try again shortly; there will be one task.");

    /// <inheritdoc/>
    public override Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        var task = item.ActionContext as TaskContext;
        var written = new PreviewedTask(task?.Subject ?? item.Title, task?.Notes ?? Notes(item), Due(item, sender), Urgent: item.Score.Priority > 80, About(item));
        return Task.FromResult(new Composed(overrides?.ApplyTo(written, Clock.GetUtcNow()) ?? written, written));
    }

    private static string Notes(QueueItem item)
    {
        var notes = new StringBuilder();
        if (item.Description is { Length: > 0 } description)
        {
            notes.Append(description).Append("\n\n");
        }

        notes.Append("Why: ").Append(item.Score.Reasoning);
        return notes.ToString();
    }

    // The move's own date while that is ahead; else the end of the next working day.
    private DateTimeOffset Due(QueueItem item, Sender sender)
    {
        var now = Clock.GetUtcNow();
        if (item.DueBy is { } due && due > now)
        {
            return due;
        }

        var day = TimeZoneInfo.ConvertTime(now, sender.TimeZone).Date.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        var local = day + EndOfWork;
        return new DateTimeOffset(local, sender.TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }
}
