using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

/// <summary>The orchestration of executions as the Durable extension calls it: what its activities answer and its timers wait for survives the wire.</summary>
public sealed class HostedWatchTests
{
    private static readonly WatchInput Input = new(new OwnerId("casey"), new ExecutionId(Guid.Parse("01900000-0000-7000-8000-000000000001")));

    [Fact]
    public async Task ExecuteAndWatch_SentWithoutAnswer_EndsWithTheWindowAndFollowsUp()
    {
        await using var setting = await WatchSetting.StartAsync();
        var (start, end) = (setting.Clock.GetUtcNow(), setting.Clock.GetUtcNow().AddDays(10));
        setting.Stands = new(WatchState.WaitingForSending, start.AddDays(7), start.AddHours(1));
        await setting.StartAsync(Id, nameof(ExecuteAndWatch), Input);
        await setting.HistoryAsync(Id, 8); // it waits

        setting.Stands = new(WatchState.WaitingForReply, end, start.AddDays(5), TellAt: start.AddHours(1));
        await setting.RaiseAsync(Id, ExecuteAndWatch.Changed, null);
        await setting.HistoryAsync(Id, 16);
        setting.After(nameof(TellCrm), new(WatchState.WaitingForReply, end, start.AddDays(5)));
        setting.After(nameof(CheckForReplies), new(WatchState.WaitingForReply, end, end));
        setting.After(nameof(RecordNoResponse), new(WatchState.Ended, EndedBecause: WatchEnd.NoResponse));
        await setting.LiveAsync(Id);

        var ended = await setting.EndAsync(Id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(WatchEnd.NoResponse, JsonSerializer.Deserialize<Standing>(ended.SerializedOutput!, CaseyJson.Options)!.EndedBecause);
        Assert.Equal(
            [nameof(PerformExecution), nameof(ReadExecution), nameof(TellCrm), nameof(CheckForReplies), nameof(RecordNoResponse), nameof(CreateFollowUp)],
            setting.Calls.Select(call => call.Activity));
        Assert.All(
            setting.Calls.Zip([start, start, start.AddHours(1), start.AddDays(5), end, end]), call => Assert.True(call.First.Input.At >= call.Second, $"{call.First} before {call.Second}"));
        Assert.All(setting.Calls, call => Assert.Equal(Input, call.Input with { At = null }));
    }

    [Fact]
    public async Task ExecuteAndWatch_ActivityFails_IsTriedAgainAfterAPause()
    {
        await using var setting = await WatchSetting.StartAsync();
        setting.Failures = 2;
        setting.Stands = new(WatchState.Ended, EndedBecause: WatchEnd.Cancelled);
        await setting.StartAsync(Id, nameof(ExecuteAndWatch), Input);

        await setting.LiveAsync(Id);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await setting.EndAsync(Id)).RuntimeStatus);
        Assert.Equal(3, setting.Calls.Count);
    }

    private static string Id => Input.Execution.ToString();

    /// <summary>Activities that answer what the test has put into the execution's row.</summary>
    private sealed class WatchSetting : HostedSetting
    {
        private readonly Dictionary<string, Standing> after = new(StringComparer.Ordinal);

        public List<(string Activity, WatchInput Input)> Calls { get; } = [];

        public Standing Stands { get; set; } = new(WatchState.Performing);

        public int Failures { get; set; }

        public static async Task<WatchSetting> StartAsync()
        {
            var setting = new WatchSetting();
            await setting.InitializeAsync();
            return setting;
        }

        /// <summary>Where things stand once an activity has done its step.</summary>
        public void After(string activity, Standing stands) => after[activity] = stands;

        /// <summary>Time passes hour by hour until the end; activities that take their time are waited for.</summary>
        public async Task LiveAsync(string id)
        {
            for (var hours = 0; hours < 5000 && !(await FindAsync(id))!.IsCompleted; hours++)
            {
                await PassAsync(TimeSpan.FromHours(1));
            }
        }

        protected override void Register(IServiceCollection services)
        {
            services.AddOrchestrator<ExecuteAndWatch>();
            foreach (var activity in new[]
            {
                nameof(PerformExecution), nameof(ReadExecution), nameof(TellCrm), nameof(LookAtDraft), nameof(RecordDraftAbandoned),
                nameof(CheckForReplies), nameof(RecordNoResponse), nameof(CreateFollowUp),
            })
            {
                services.AddSingleton(new ActivityRegistration(activity, _ => new Step(this)));
            }
        }

        private Standing Do(string activity, WatchInput input)
        {
            Calls.Add((activity, input));
            if (Failures-- > 0)
            {
                throw new TimeoutException("Storage is away.");
            }

            return Stands = after.GetValueOrDefault(activity, Stands);
        }

        private sealed class Step(WatchSetting setting) : TaskActivity<WatchInput, Standing>
        {
            public override Task<Standing> RunAsync(TaskActivityContext context, WatchInput input) => Task.FromResult(setting.Do(context.Name.Name, input));
        }
    }
}
