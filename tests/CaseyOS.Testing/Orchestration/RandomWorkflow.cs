using System.Globalization;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Testing.Orchestration;

/// <summary>A workflow made of random steps; its result tells everything that it saw.</summary>
public static class RandomWorkflow
{
    public const int Kinds = 7;

    public static Func<ITaskOrchestrator> Of(IReadOnlyList<int> steps) => () => new InlineOrchestrator(async context =>
    {
        var saw = new List<string>();
        foreach (var step in steps)
        {
            saw.Add(await StepAsync(context, step));
            context.SetCustomStatus(saw.Count);
        }

        return string.Join(' ', saw) + " " + context.NewGuid();
    });

    /// <summary>Lets something arrive that the workflow could wait for, or an event too early; then runs a turn, or not yet.</summary>
    public static void Advance(ModelHub hub, Random random)
    {
        var activities = hub.Activities.Keys.ToArray();
        var timers = hub.Timers.Keys.ToArray();
        var pick = random.Next(activities.Length + timers.Length + 1);
        var value = random.Next(100).ToString(CultureInfo.InvariantCulture);
        _ = pick < activities.Length
            ? random.Next(4) == 0 ? hub.Fail(activities[pick], $"\"broke {value}\"", random.Next(2) == 0) : hub.Complete(activities[pick], $"\"{value}\"")
            : pick < activities.Length + timers.Length ? hub.Fire(timers[pick - activities.Length])
            : hub.Raise(random.Next(2) == 0 ? "News" : "other", $"\"{value}\"");
        if (random.Next(3) > 0)
        {
            hub.Turn();
        }
    }

    private static async Task<string> StepAsync(TaskOrchestrationContext context, int kind)
    {
        switch (kind)
        {
            case 0:
                return await CallAsync(context, null);
            case 1:
                return await CallAsync(context, new TaskOptions(new RetryPolicy(3, TimeSpan.FromMinutes(1), 2)));
            case 2:
                await context.CreateTimer(TimeSpan.FromMinutes(5), CancellationToken.None);
                return context.CurrentUtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            case 3:
                return await context.WaitForExternalEvent<string>("news");
            case 4:
                return string.Join('+', await Task.WhenAll(CallAsync(context, null), CallAsync(context, null), context.WaitForExternalEvent<string>("Other")));
            case 5:
                return await (await Task.WhenAny(CallAsync(context, null), context.WaitForExternalEvent<string>("News")));
            default:
                return await FirstAsync(context);
        }
    }

    private static async Task<string> FirstAsync(TaskOrchestrationContext context)
    {
        using var stop = new CancellationTokenSource();
        var heard = context.WaitForExternalEvent<string>("Other", stop.Token);
        var timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
        var first = await Task.WhenAny(heard, timer);
        stop.Cancel();
        return first == timer ? "silence" : await heard;
    }

    private static async Task<string> CallAsync(TaskOrchestrationContext context, TaskOptions? options)
    {
        try
        {
            return await context.CallActivityAsync<string>("Work", context.NewGuid(), options);
        }
        catch (TaskFailedException failed)
        {
            return failed.FailureDetails.ErrorMessage;
        }
    }
}
