using System.Globalization;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Functions.Local.TaskHub;
using CaseyOS.Testing;
using CaseyOS.Testing.Orchestration;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>One workflow, on the hub and on the model.</summary>
internal sealed class HubPair(HubRig rig, string id, Func<ITaskOrchestrator> create, TimeProvider clock, Desk desk, Random dice)
{
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(5);
    private readonly ModelHub model = new(create, id, clock, name: id);
    private readonly List<string> raised = [];
    private bool isFinished;

    public Random Dice => dice;

    public bool IsFinished => isFinished || model.End is not null;

    public async Task StartAsync()
    {
        await rig.BeginAsync(id, id: id);
        model.Start();
        await SettleAsync();
    }

    /// <summary>One thing happens to both: what is due fires, else an activity ends or an event comes.</summary>
    public async Task StepAsync()
    {
        var due = model.Timers.Values.Where(timer => timer.FireAt <= model.Now).OrderBy(timer => timer.FireAt).ThenBy(timer => timer.Id).ToList();
        if (due.Count > 0)
        {
            due.ForEach(timer => model.Fire(timer.Id));
            await rig.Hints.SendAsync(new Hint(id), CancellationToken.None);
        }
        else if (model.Activities.Count > 0 && dice.Next(3) > 0)
        {
            var task = model.Activities.Values.ElementAt(dice.Next(model.Activities.Count));
            var outcome = Roll();
            _ = outcome.Failed ? model.Fail(task.Id, outcome.Text, outcome.ForGood) : model.Complete(task.Id, $"\"{outcome.Text}\"");
            desk.End(task.Input!, outcome);
        }
        else
        {
            var (name, value) = Event();
            model.Raise(name, $"\"{value}\"");
            await rig.Client.RaiseEventAsync(id, name, value);
        }

        model.Turn();
    }

    /// <summary>Until the hub has come as far as the model.</summary>
    public async Task SettleAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while ((await rig.Client.GetInstanceAsync(id))!.HistoryLength < model.Past.Count)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(60), $"{id} does not come as far as event {model.Past.Count}.");
            await Task.Delay(ShortPause);
        }
    }

    public async Task AssertSameAsync()
    {
        var history = await HistoryAsync();
        Assert.Equal(model.Past.Select(Comparable), history.Select(Comparable));
        var end = await rig.EndOfAsync(id);
        Assert.Equal((model.End!.Status, model.End.Result, model.Last.CustomStatus), (end.RuntimeStatus, end.SerializedOutput, end.SerializedCustomStatus));
    }

    /// <summary>Several things happen, and nobody waits for what comes of them.</summary>
    public async Task BurstAsync()
    {
        await rig.Hints.SendAsync(new Hint(id), CancellationToken.None);
        for (var count = dice.Next(4); count > 0; count--)
        {
            var (name, value) = Event();
            try
            {
                await rig.Client.RaiseEventAsync(id, name, value);
            }
            catch (Core.ConflictException)
            {
                isFinished = true;
                return;
            }

            raised.Add(value);
        }

        foreach (var activity in (await rig.Store.LoadAsync(id, CancellationToken.None))!.Activities.Where(_ => dice.Next(2) == 0))
        {
            desk.EndIfOpen(activity.Input!, Roll());
        }

        isFinished = (await rig.Client.GetInstanceAsync(id))!.IsCompleted;
    }

    /// <summary>Whatever order the hub took things in, on the model they lead to the same decisions and end; nothing was lost, doubled or early.</summary>
    public async Task AssertReplaysAsync()
    {
        var history = await HistoryAsync();
        var again = new ModelInstance(id, id);
        foreach (var turn in Turns(history))
        {
            foreach (var happened in turn.Skip(1).Where(happened => happened is not (TaskScheduled or TimerCreated or OrchestratorCompleted)))
            {
                Assert.True(IsExpected(again, happened), $"{happened} came for what is not open.");
                again.Arrive(happened);
            }

            var now = turn[0].Timestamp;
            var news = again.Begin(now);
            again.Take(now, news, OrchestrationExecutor.Execute(create(), id, again.Past, news));
        }

        Assert.Equal(history.Select(Comparable), again.Past.Select(Comparable));
        var end = await rig.EndOfAsync(id);
        Assert.Equal((again.Last!.End!.Status, again.Last.End.Result), (end.RuntimeStatus, end.SerializedOutput));
        var heard = history.OfType<EventRaised>().Select(one => one.Input!.Trim('"')).ToList();
        Assert.Equal(raised.Take(heard.Count), heard); // those after the end are nobody's
    }

    private static bool IsExpected(ModelInstance instance, HistoryEvent happened) => happened switch
    {
        TaskCompleted done => instance.Activities.ContainsKey(done.TaskScheduledId),
        TaskFailed failed => instance.Activities.ContainsKey(failed.TaskScheduledId),
        TimerFired fired => instance.Timers.TryGetValue(fired.TimerId, out var timer) && timer.FireAt <= fired.Timestamp,
        _ => true,
    };

    private static IEnumerable<List<HistoryEvent>> Turns(IReadOnlyList<HistoryEvent> history)
    {
        var turn = new List<HistoryEvent>();
        foreach (var happened in history)
        {
            turn.Add(happened);
            if (happened is OrchestratorCompleted)
            {
                yield return turn;
                turn = [];
            }
        }
    }

    // What an exception knows beyond its words differs.
    private static object Comparable(HistoryEvent happened) => happened is TaskFailed failed
        ? failed with { Failure = new("", failed.Failure.ErrorMessage, IsNonRetriable: failed.Failure.IsNonRetriable) }
        : happened;

    private async Task<IReadOnlyList<HistoryEvent>> HistoryAsync() => (await rig.Store.LoadAsync(id, CancellationToken.None))!.History;

    private Outcome Roll() => dice.Next(4) == 0 ? new($"broke {Number()}", Failed: true, ForGood: dice.Next(2) == 0) : new(Number());

    private (string Name, string Value) Event() => (dice.Next(2) == 0 ? "News" : "other", Number());

    private string Number() => dice.Next(10_000).ToString(CultureInfo.InvariantCulture);
}
