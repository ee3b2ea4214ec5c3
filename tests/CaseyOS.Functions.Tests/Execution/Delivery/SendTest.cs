using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>Mails that the program sends: held, called off, sent by the activity of the orchestration.</summary>
public abstract class SendTest(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    internal static readonly TimeSpan AfterTheHold = TimeSpan.FromSeconds(31);

    /// <summary>Confirms that a mail be sent, so that it is held.</summary>
    internal async Task<Core.Executions.Execution> HoldAsync(QueueItem? item = null, string key = "send-1", ActionOverrides? overrides = null)
    {
        var request = await ConfirmAsync(item ?? await MoveAsync(), key, overrides, mode: ExecutionMode.Send);
        var held = Assert.IsType<ExecuteAnswer.GoesOn>(await Program.Executor.ExecuteAsync(request, Cancel));
        Assert.Equal((ExecutionStatus.Holding, ItemStatus.Executing), (held.Execution.Status, held.Item.Status));
        return held.Execution;
    }

    /// <summary>A held answer in a conversation.</summary>
    internal async Task<(Core.Executions.Execution Held, string Thread)> HoldAnswerAsync()
    {
        var (thread, _) = await ConversationAsync();
        return (await HoldAsync(await AnswerAsync(thread)), thread);
    }

    /// <summary>The hold is over and the orchestration notices.</summary>
    internal async Task<Core.Executions.Execution> PassAsync(Core.Executions.Execution held, TimeSpan? after = null)
    {
        await Another(after ?? AfterTheHold).RunAsync<PerformExecution>(held);
        return await StoredAsync(held);
    }

    internal Task<Core.Executions.Execution> UndoAsync(Core.Executions.Execution held, Instance? on = null) =>
        (on ?? Program).Rollback.RunAsync(Casey.Owner, Casey.Email, held.Id, Cancel);

    /// <summary>Mails that went out through the API, as they really did.</summary>
    internal async Task<int> SentAsync() => (await Sandbox.EffectsAsync("mail_sent")).Count(effect => effect.Actor == "api");

    /// <summary>Undoing comes too late, and the answer says why.</summary>
    internal async Task<ConflictException> TooLateAsync(Core.Executions.Execution execution)
    {
        var error = await Assert.ThrowsAsync<ConflictException>(() => UndoAsync(execution));
        Assert.Equal("irreversible", error.Code);
        return error;
    }
}
