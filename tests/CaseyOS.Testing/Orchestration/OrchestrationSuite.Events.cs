using CaseyOS.Core.Orchestration;
using Xunit;

namespace CaseyOS.Testing.Orchestration;

/// <summary>Events, beginning anew, and the end from outside.</summary>
public abstract partial class OrchestrationSuite
{
    [Fact]
    public async Task Events_BeforeTheyAreWaitedFor_AreHeardInOrderWhateverTheCaseOfTheirNames()
    {
        await setting.StartAsync(id, nameof(Both), 0);
        await setting.RaiseAsync(id, "BUFFERED", "early");
        await setting.RaiseAsync(id, "Word", "quick");
        await setting.RaiseAsync(id, "buffered", "too late");
        await setting.SaysAsync(id, "\"heard one\""); // while the activity runs
        setting.Log.Open(id);

        Assert.Equal("\"quick slow early\"", (await setting.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Events_OfOneName_AreHeardInTheirOrder()
    {
        await setting.StartAsync(id, nameof(Listener), 4);
        foreach (var word in new[] { "one", "two", "three", "four" })
        {
            await setting.RaiseAsync(id, "word", word);
        }

        var end = await setting.EndAsync(id);

        Assert.Equal(("\"one two three four\"", "4"), (end.SerializedOutput, end.SerializedCustomStatus));
    }

    [Theory]
    [InlineData(true, "\"word first of slow word\"")]
    [InlineData(false, "\"slow first of slow word\"")]
    public async Task WhenAny_ActivityOrEvent_TheFirstDecidesAndTheOtherIsNotLost(bool eventFirst, string expected)
    {
        await setting.StartAsync(id, nameof(FirstOf), 0);
        await setting.HistoryAsync(id, 4);
        await OneAsync(eventFirst);
        await setting.SaysAsync(id, eventFirst ? "\"word\"" : "\"slow\"");
        await OneAsync(!eventFirst);

        Assert.Equal(expected, (await setting.EndAsync(id)).SerializedOutput);

        async Task OneAsync(bool isEvent)
        {
            if (isEvent)
            {
                await setting.RaiseAsync(id, "word", "word");
            }
            else
            {
                setting.Log.Open(id);
            }
        }
    }

    [Fact]
    public async Task CustomStatus_Set_IsSeenUntilTheNext()
    {
        await setting.StartAsync(id, nameof(Reporter), "Ada");
        await setting.SaysAsync(id, """{"stage":"waiting","for":"Ada"}""");
        await setting.RaiseAsync(id, "go", null);
        await setting.HistoryAsync(id, 10);
        await setting.SaysAsync(id, """{"stage":"waiting","for":"Ada"}""");
        await setting.RaiseAsync(id, "go", null);

        Assert.Equal("\"through\"", (await setting.EndAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task ContinueAsNew_WithUnheardEvents_CarriesThemOver()
    {
        await setting.StartAsync(id, nameof(Counter), 0);
        for (var round = 0; round < 3; round++)
        {
            await setting.RaiseAsync(id, "next", "x");
        }

        var end = await setting.EndAsync(id);

        Assert.Equal(("3", "3", 3), (end.SerializedOutput, end.SerializedInput, end.HistoryLength));
        Assert.Equal(["round 0", "round 1", "round 2"], setting.Log.Of(id));
    }

    [Fact]
    public async Task ContinueAsNew_WithoutUnheardEvents_ForgetsThem()
    {
        await setting.StartAsync(id, nameof(Leaver), 0);
        await setting.RaiseAsync(id, "word", "forgotten");
        await setting.HistoryAsync(id, 4);
        await setting.RaiseAsync(id, "go", "x");
        await setting.SaysAsync(id, "\"anew\"");
        await setting.RaiseAsync(id, "word", "heard");

        Assert.Equal("\"heard\"", (await setting.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Terminate_WhileAnActivityRuns_EndsWithTheGivenOutput()
    {
        await setting.StartAsync(id, nameof(Gated), "Ada");
        await setting.HistoryAsync(id, 8);
        await setting.TerminateAsync(id, "stopped");

        var end = await setting.EndAsync(id);
        setting.Log.Open(id);

        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "\"stopped\""), (end.RuntimeStatus, end.SerializedOutput));
        Assert.DoesNotContain("Ada done", setting.Log.Of(id));
    }
}
