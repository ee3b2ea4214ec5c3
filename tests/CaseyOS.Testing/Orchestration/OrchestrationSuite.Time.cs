using System.Globalization;
using CaseyOS.Core.Orchestration;
using Xunit;

namespace CaseyOS.Testing.Orchestration;

/// <summary>Timers, the clock, and ids.</summary>
public abstract partial class OrchestrationSuite
{
    [Fact]
    public async Task Race_EventFirst_TakesTheEventAndTheTimerNoLongerCounts()
    {
        await setting.StartAsync(id, nameof(Race), TimeSpan.FromHours(72));
        await setting.HistoryAsync(id, 4);
        await setting.RaiseAsync(id, "ANSWER", "yes");
        await setting.EndAsync(id);
        await setting.PassAsync(TimeSpan.FromHours(73));

        var end = await setting.EndAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Completed, "\"yes\""), (end.RuntimeStatus, end.SerializedOutput));
    }

    [Fact]
    public async Task Race_NoEvent_TakesTheTimer()
    {
        await setting.StartAsync(id, nameof(Race), TimeSpan.FromHours(72));
        await setting.HistoryAsync(id, 4);
        await setting.PassAsync(TimeSpan.FromHours(73));

        Assert.Equal("\"time\"", (await setting.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Timer_OfTenDays_FiresThenAndNotBefore()
    {
        var due = setting.Clock.GetUtcNow().AddDays(10);
        await setting.StartAsync(id, nameof(TenDays), 0);
        await setting.HistoryAsync(id, 4);
        await setting.PassAsync(TimeSpan.FromDays(9.9));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await setting.FindAsync(id))!.RuntimeStatus);
        await setting.PassAsync(TimeSpan.FromDays(0.2));

        var fired = DateTimeOffset.Parse((await setting.EndAsync(id)).SerializedOutput!.Trim('"'), CultureInfo.InvariantCulture);
        Assert.InRange(fired, due, due.AddDays(0.2));
    }

    [Fact]
    public async Task Timer_OfTenDaysCancelled_IsOver()
    {
        await setting.StartAsync(id, nameof(TenDays), 0);
        await setting.HistoryAsync(id, 4);
        await setting.PassAsync(TimeSpan.FromDays(7)); // behind the first hop, where there are hops
        await setting.RaiseAsync(id, "stop", null);

        Assert.Equal("\"stopped\"", (await setting.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task IdsAndClock_Replayed_AreTheSame()
    {
        await setting.StartAsync(id, nameof(Stable), 0);
        await setting.HistoryAsync(id, 8); // the timer is set
        await setting.PassAsync(TimeSpan.FromHours(1));

        var output = (await setting.EndAsync(id)).SerializedOutput!.Trim('"').Split('|');
        Assert.Equal(setting.Log.Of(id), [output[0]]);
        var later = output[1].Split(' ');
        Assert.NotEqual(output[0].Split(' ')[0], later[0]);
        Assert.Equal("True", later[1]);
    }
}
