using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Records;

/// <summary>
/// What the actions whose effect is one task or note in HubSpot have in common. The record carries the execution's id in a unique
/// property, so that making it twice is the same as once, and nothing needs to be looked for.
/// </summary>
public abstract class RecordHandler(HubSpotClient hubSpot, IOptions<ExecutionOptions> options, TimeProvider clock) : IActionHandler
{
    /// <inheritdoc/>
    public abstract IReadOnlySet<ActionType> Actions { get; }

    /// <inheritdoc/>
    public abstract EffectWords Words { get; }

    /// <inheritdoc/>
    public Reversibility Reversibility => Reversibility.Reversible;

    /// <inheritdoc/>
    public string PointOfNoReturn => "HubSpot takes the record (batch/upsert by caseyos_execution_id). It stays undoable: archiving takes it off every timeline.";

    /// <summary>HubSpot, as this handler knows it.</summary>
    protected HubSpotClient HubSpot { get; } = hubSpot;

    /// <summary>What time it is.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <inheritdoc/>
    public abstract Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public async Task<Performed> PerformAsync(Execution execution, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                var owners = await HubSpot.GetOwnersAsync(cancellationToken);
                var owner = owners.FirstOrDefault(owner => owner.Email == execution.ExecutedBy)?.Id;
                var id = await HubSpot.WriteAsync(Record(execution, owner), cancellationToken);
                await AfterAsync(execution, cancellationToken);
                return new Performed.Done(await ResultAsync(execution.Content, id, cancellationToken));
            }
            catch (ConnectorException error) when (error.IsTransient && retries < options.Value.Retries)
            {
                await Task.Delay(options.Value.PauseBefore(retries, error.RetryAfter), Clock, cancellationToken);
            }
            catch (Exception error) when (error is ConnectorException { IsTransient: true } || ((retries > 0 || execution.Attempts > 1) && EffectTries.IsAboutAccess(error)))
            {
                // The record may exist; writing it again makes no second one, so the next try settles it.
                return new Performed.Unknown($"{error.Message} Whether it exists is not known yet; we try again.", EffectTries.IsAboutAccess(error) ? ServiceState.NotAsked : ServiceState.Down);
            }
            catch (Exception error) when (error is ConnectorException or ReconnectRequiredException)
            {
                return new Performed.NotDone(error.Message, error is ConnectorException ? ServiceState.Answered : ServiceState.NotAsked);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<Sighting.Sent?> UndoAsync(Execution execution, CancellationToken cancellationToken)
    {
        switch (execution.Result)
        {
            case TaskResult { TaskId: { } task }:
                await HubSpot.ArchiveTaskAsync(task, cancellationToken);
                break;
            case NoteResult { NoteId: { } note }:
                await HubSpot.ArchiveNoteAsync(note, cancellationToken);
                break;
            default:
                break;
        }

        return null;
    }

    /// <summary>What else follows from the record; must be the same when done again.</summary>
    protected virtual Task AfterAsync(Execution execution, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What the record is associated with, in words.</summary>
    internal static string? About(QueueItem item) =>
        new[] { item.Contact?.Name, item.Deal?.Name, item.Company?.Name }.OfType<string>().ToList() is { Count: > 0 } names ? string.Join(", ", names) : null;

    private static Engagement Record(Execution execution, string? owner) => execution.Content switch
    {
        PreviewedTask task => new TaskEngagement
        {
            ExecutionId = execution.Id.ToString(),
            HubSpotOwnerId = owner,
            ContactId = execution.Contact?.Id,
            CompanyId = execution.Company?.Id,
            DealId = execution.Deal?.Id,
            Subject = task.Subject,
            Notes = task.Body,
            DueAt = task.DueAt,
            IsUrgent = task.Urgent,
        },
        PreviewedNote note => new NoteEngagement
        {
            ExecutionId = execution.Id.ToString(),
            HubSpotOwnerId = owner,
            ContactId = execution.Contact?.Id,
            CompanyId = execution.Company?.Id,
            DealId = execution.Deal?.Id,
            Text = $"{note.Subject}\n\n{note.Body}",
            Timestamp = execution.StartedAt,
        },
        var other => throw new InvalidOperationException($"{other.GetType().Name} is no record of HubSpot's."),
    };

    private async Task<ActionResult> ResultAsync(ActionContent content, string id, CancellationToken cancellationToken)
    {
        var link = await HubSpot.FindLinkAsync(content is PreviewedTask ? "0-27" : "0-46", id, cancellationToken);
        return content is PreviewedTask
            ? new TaskResult { Executed = true, TaskId = id, Link = link?.AbsoluteUri }
            : new NoteResult { Executed = true, NoteId = id, Link = link?.AbsoluteUri };
    }
}
