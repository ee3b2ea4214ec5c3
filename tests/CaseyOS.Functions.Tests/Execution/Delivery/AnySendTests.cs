using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>Whatever happens around a held mail, in whatever order and on however many instances: at most one mail, and none after it was called off.</summary>
public sealed class AnySendTests(SandboxFixture sandbox, AzuriteFixture azurite) : SendTest(sandbox, azurite)
{
    private const int Stories = 12;

    private static readonly Gen<Event[]> Story =
        from length in Gen.Choose(1, 6)
        from events in Gen.ArrayOf(Gen.Elements(Enum.GetValues<Event>()), length)
        select events;

    /// <summary>What may happen to a mail that is held.</summary>
    public enum Event
    {
        /// <summary>The user calls it off.</summary>
        Undo,

        /// <summary>An instance finds that it is time.</summary>
        Send,

        /// <summary>Two instances find that at once.</summary>
        SendTwice,

        /// <summary>The user and an instance act at once.</summary>
        Race,

        /// <summary>An instance sends, and dies before it can write that down.</summary>
        SendAndDie,

        /// <summary>Gmail carries the next call to send out and its answer is lost.</summary>
        LoseAnswer,

        /// <summary>Gmail's next two answers are errors.</summary>
        Trouble,

        /// <summary>Somebody stops actions, or ends the stop.</summary>
        Stop,
    }

    [Fact]
    public void AnyOrderOfEvents_AtMostOneMailAndNoneAfterAnUndo()
    {
        var told = 0;
        Func<Event[], Task> holds = async story => await TellAsync(story, ++told);
        Prop.ForAll(Story.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Stories));
    }

    [Fact]
    public Task Undo_AfterASendingThatNobodyCouldWriteDown_PromisesNothing() =>
        TellAsync([Event.SendAndDie, Event.Trouble, Event.Trouble, Event.Trouble, Event.Undo], number: 1);

    private async Task TellAsync(Event[] story, int number)
    {
        var (drafts, before) = ((await Sandbox.DraftsAsync()).Count, await SentAsync());
        var held = await HoldAsync(await MoveAsync(entity: $"deal:{number}"), $"key-{number}", new(SecondMail: true));
        var (calledOff, promised) = (false, false);
        foreach (var (happening, index) in story.Select((happening, index) => (happening, index)))
        {
            // Each a quarter of an hour after the one before: leases have run out, and who looks is a new process.
            var told = await HappenAsync(happening, held, TimeSpan.FromMinutes(15 * (index + 1)));
            (calledOff, promised) = (calledOff || told is not null, promised || told is false);
        }

        await Sandbox.ClearFaultsAsync();
        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        var end = await PassAsync(held, TimeSpan.FromHours(3));
        end = end.Status.IsUnderWay() ? await PassAsync(held, TimeSpan.FromHours(4)) : end;

        var sent = await SentAsync() - before;
        var said = $"{string.Join(", ", story)}: {end.Status}, {sent} sent, \"{end.Error}\"";
        Assert.True(sent == (end.SentAt is null ? 0 : 1), said);
        Assert.True(end.Status == (end.SentAt is null ? calledOff ? ExecutionStatus.Cancelled : ExecutionStatus.Failed : ExecutionStatus.Succeeded), said);
        Assert.False(promised && sent > 0, said);
        Assert.True((await Sandbox.DraftsAsync()).Count == drafts, $"{said}, and a draft is left");
    }

    // What somebody who called it off was told: that it will not be sent (false), or that it may have been already (true).
    private async Task<bool?> HappenAsync(Event happening, Core.Executions.Execution held, TimeSpan at)
    {
        switch (happening)
        {
            case Event.Undo:
                return await CallOffAsync(held, at);
            case Event.Send:
                await Another(at).RunAsync<PerformExecution>(held);
                return null;
            case Event.SendTwice:
                await Task.WhenAll(Another(at).RunAsync<PerformExecution>(held), Another(at).RunAsync<PerformExecution>(held));
                return null;
            case Event.Race:
                var undo = CallOffAsync(held, at);
                await Another(at).RunAsync<PerformExecution>(held);
                return await undo;
            case Event.SendAndDie:
                await Dying(at).RunAsync<PerformExecution>(held).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
                return null;
            case Event.LoseAnswer:
                await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts/send", loseResponse = true });
                return null;
            case Event.Trouble:
                await Sandbox.FaultAsync(new { provider = "google", path = "/gmail", status = 503, times = 2 });
                return null;
            default:
                await ToggleAsync();
                return null;
        }
    }

    private async Task<bool?> CallOffAsync(Core.Executions.Execution held, TimeSpan at)
    {
        try
        {
            var undone = await UndoAsync(held, Another(at));
            return undone.Status switch
            {
                ExecutionStatus.Cancelled => false,
                ExecutionStatus.Withdrawing => undone.Withdrawal!.MayBeSent,
                _ => null,
            };
        }
        catch (ConflictException)
        {
            return null; // sent, or being sent
        }
    }

    private Instance Dying(TimeSpan at) => Another(at, services =>
    {
        services.RemoveAll<IActionHandler>();
        services.AddSingleton<MailHandler>();
        services.AddSingleton<IActionHandler, DyingSender>();
    });

    private async Task ToggleAsync()
    {
        var actions = Program.Get<ActionSwitch>();
        if (await actions.FindStopAsync(Cancel) is null)
        {
            await actions.StopAsync(Casey.Email, null, Cancel);
        }
        else
        {
            await actions.ResumeAsync(Casey.Email, Cancel);
        }
    }
}
