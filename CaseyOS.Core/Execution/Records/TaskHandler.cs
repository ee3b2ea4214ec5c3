using System.Collections.Frozen;
using System.Text;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Records;

/// <summary>Moves that end as a task for the user: what somebody has to do or decide, with its reason and a date.</summary>
public sealed class TaskHandler(HubSpotClient hubSpot, IOptions<ExecutionOptions> options, TimeProvider clock) : RecordHandler(hubSpot, options, clock)
{
    /// <inheritdoc/>
    public override IReadOnlySet<ActionType> Actions { get; } = new[] { ActionType.CreateTask, ActionType.ReviewDeal }.ToFrozenSet();

    /// <inheritdoc/>
    public override EffectWords Words { get; } = new(
        "Creates a task for you in HubSpot.", "task created", "The task is in HubSpot.", "The task was archived.", "HubSpot has not answered in time. We try again shortly; there will be one task.");

    /// <inheritdoc/>
    public override Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        var task = item.ActionContext as TaskContext;
        var written = new PreviewedTask(task?.Subject ?? item.Title, task?.Notes ?? Notes(item), WorkingDay.Due(item, sender, Clock.GetUtcNow()), Urgent: item.Score.Priority > 80, About(item));
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
}
