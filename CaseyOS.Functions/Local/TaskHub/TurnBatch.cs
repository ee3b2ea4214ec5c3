using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>A turn as one entity group transaction: all of it is stored, or nothing.</summary>
internal sealed class TurnBatch
{
    private const int MaxActions = 100;

    // Of the 4 MiB that the service takes, with room for the batch's own lines.
    private const int MaxWeight = 3_500_000;

    private readonly List<TableEntity> written = [];
    private readonly List<TableEntity> replaced = [];
    private readonly List<string> deleted = [];
    private readonly List<ScheduledActivity> activities = [];
    private readonly List<ArmedTimer> timers = [];
    private readonly List<News> carried = [];
    private readonly Instance instance;
    private readonly Turn turn;
    private readonly InstanceState after;

    /// <exception cref="Core.ValidationException">A text is too long for a row.</exception>
    public TurnBatch(Instance instance, Turn turn)
    {
        (this.instance, this.turn) = (instance, turn);
        deleted.AddRange(turn.News.Select(one => one.RowKey));
        var end = turn.Result.End;
        after = instance.State with
        {
            Status = OrchestrationRuntimeStatus.Running,
            UpdatedAt = new(turn.Now),
            CustomStatus = turn.Result.CustomStatus,
        };
        after = end switch
        {
            null => Continue(),
            { Status: OrchestrationRuntimeStatus.ContinuedAsNew } => Anew(end),
            _ => End(end),
        };
    }

    /// <summary>Timers that this turn sets.</summary>
    public IReadOnlyList<ArmedTimer> Timers => timers;

    /// <summary>Whether storage takes it in one piece.</summary>
    public bool Fits => 1 + written.Count + replaced.Count + deleted.Count <= MaxActions && written.Concat(replaced).Sum(Weight) <= MaxWeight;

    /// <summary>How many activities and timers it sets: what no smaller turn could avoid.</summary>
    public int Decisions => activities.Count + timers.Count;

    /// <summary>Whether activities run after it, so that the instance must be held.</summary>
    public bool NeedsLease => !after.Status.IsFinished() && activities.Count + Remaining().Count() > 0;

    /// <summary>The transaction. The first action is the state's, whose version stands for the whole instance.</summary>
    public IReadOnlyList<TableTransactionAction> ToActions(InstanceState state) =>
    [
        new(TableTransactionActionType.UpdateReplace, state.ToRow(), instance.ETag),
        .. written.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
        .. replaced.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
        .. deleted.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(instance.Id, key))),
    ];

    /// <summary>The state after the turn, held by <paramref name="owner"/> if need be.</summary>
    public InstanceState After(string owner, DateTimeOffset until) =>
        after with { LeaseOwner = NeedsLease ? owner : null, LeaseUntil = NeedsLease ? until : null };

    /// <summary>Tells the copy in memory that the turn is stored.</summary>
    public void Stored(InstanceState state, Azure.ETag etag)
    {
        var gone = turn.News.Select(one => one.RowKey).ToHashSet(StringComparer.Ordinal);
        var isNewRun = state.Generation != instance.State.Generation;
        if (isNewRun)
        {
            instance.Stale.AddRange(Enumerable.Range(0, instance.State.HistoryRows).Select(number => TaskHubKeys.History(instance.State.Generation, number)));
        }

        if (isNewRun || state.Status.IsFinished())
        {
            instance.Stale.AddRange(instance.Activities.Select(one => one.RowKey).Concat(instance.Timers.Select(one => one.RowKey)).Where(key => !gone.Contains(key)));
            instance.Activities.Clear();
            instance.Timers.Clear();
            instance.History.Clear();
        }
        else
        {
            instance.History.AddRange(turn.Events);
        }

        instance.Activities.RemoveAll(one => gone.Contains(one.RowKey));
        instance.Activities.AddRange(activities);
        instance.Timers.RemoveAll(one => gone.Contains(one.RowKey));
        instance.Timers.AddRange(timers);
        instance.Inbox = [.. carried, .. instance.Inbox.Where(one => !gone.Contains(one.RowKey))];
        if (state.Status.IsFinished())
        {
            instance.Stale.AddRange(instance.Inbox.Select(one => one.RowKey));
            instance.Inbox = [];
        }

        (instance.State, instance.ETag) = (state, etag);
    }

    private InstanceState Continue()
    {
        foreach (var action in turn.Result.Actions)
        {
            switch (action)
            {
                case ScheduleTask task:
                    activities.Add(new(TaskHubKeys.Activity(after.Generation, task.Id), task.Id, task.Name, task.Input));
                    break;
                case CreateTimer timer:
                    timers.Add(new(TaskHubKeys.Timer(after.Generation, timer.Id), timer.Id, timer.FireAt));
                    break;
            }
        }

        written.AddRange(activities.Select(one => TaskHubRows.Of(instance.Id, one)));
        written.AddRange(timers.Select(one => TaskHubRows.Of(instance.Id, one)));
        return WithHistory();
    }

    private InstanceState End(CompleteOrchestration end)
    {
        deleted.Add(TaskHubKeys.Open);
        replaced.Add(TaskHubRows.OfText(instance.Id, TaskHubKeys.Output, end.Result, "output"));
        return WithHistory() with { Status = end.Status, Failure = end.Failure is { } failure ? EventText.Fit(failure) : null };
    }

    // The new run starts as a first run does, from the inbox, with the events that nobody waited for right behind its start.
    private InstanceState Anew(CompleteOrchestration end)
    {
        var generation = after.Generation + 1;
        HistoryEvent[] events = [new ExecutionStarted(turn.Now, after.Name, instance.Id, end.Result), .. end.CarryoverEvents ?? []];
        foreach (var (part, text) in EventText.Write(events).Index())
        {
            var key = TaskHubKeys.Start(generation, part);
            written.Add(TaskHubRows.OfText(instance.Id, key, text, "input"));
            carried.Add(new(key, EventText.Read(text)));
        }

        replaced.Add(TaskHubRows.OfText(instance.Id, TaskHubKeys.Input, end.Result, "input"));
        return after with { Generation = generation, HistoryRows = 0, HistoryLength = 0 };
    }

    private InstanceState WithHistory()
    {
        var rows = EventText.Write(turn.Events)
            .Select((text, number) => TaskHubRows.OfText(instance.Id, TaskHubKeys.History(after.Generation, after.HistoryRows + number), text, "event"))
            .ToList();
        written.AddRange(rows);
        return after with { HistoryRows = after.HistoryRows + rows.Count, HistoryLength = after.HistoryLength + turn.Events.Count };
    }

    private IEnumerable<ScheduledActivity> Remaining() => after.Generation != instance.State.Generation
        ? []
        : instance.Activities.Where(one => turn.News.All(news => news.RowKey != one.RowKey));

    // Bytes on the wire: what JSON escapes takes six.
    private static int Weight(TableEntity row) =>
        500 + row.Values.OfType<string>().Sum(text => text.Sum(character => character is < ' ' or > '~' or '"' or '\\' or '<' or '>' or '&' or '\'' or '+' or '`' ? 6 : 1));
}
