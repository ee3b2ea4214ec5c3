using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>What speaks against sending, is said in the preview, and must be overruled knowingly.</summary>
public sealed class ConcernTests(SandboxFixture sandbox, AzuriteFixture azurite) : SendTest(sandbox, azurite)
{
    [Fact]
    public async Task Send_SecondMailWithinADay_IsRefusedUntilOverruled()
    {
        await ExecuteAsync(await MoveAsync(entity: "deal:first"), "first");
        var item = await MoveAsync(entity: "deal:second");

        var concern = await RefusedAsync(item, ConcernKind.SecondMail, "overrides.second_mail");

        Assert.Contains("Two mails within 24 hours", concern.Text, StringComparison.Ordinal);
        Assert.Equal(ExecutionStatus.Succeeded, (await PassAsync(await HoldAsync(item, "sent", new(SecondMail: true)))).Status);
    }

    [Fact]
    public async Task Draft_SecondMailWithinADay_IsOnlyWarnedOf()
    {
        await ExecuteAsync(await MoveAsync(entity: "deal:first"), "first");
        var item = await MoveAsync(entity: "deal:second");

        var preview = await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel);

        Assert.Contains("Two mails within 24 hours", Assert.Single(preview.Warnings), StringComparison.Ordinal);
        Assert.Empty(preview.Concerns);
        Assert.Equal(ExecutionStatus.Succeeded, (await ExecuteAsync(item, "second")).Status);
    }

    [Fact]
    public async Task Send_AddressThatIsNotTheContacts_IsRefusedUntilOverruled()
    {
        var item = await MoveAsync(new MailContext { To = "somebody@else.example", ToName = "Somebody" });

        var concern = await RefusedAsync(item, ConcernKind.OtherRecipient, "overrides.other_recipient");

        Assert.Contains(Person.Email!, concern.Text, StringComparison.Ordinal);
        Assert.Equal(ExecutionStatus.Succeeded, (await PassAsync(await HoldAsync(item, "sent", new(OtherRecipient: true)))).Status);
    }

    [Fact]
    public async Task Send_HubSpotCannotBeAsked_WantsTheAddressConfirmed()
    {
        var item = await MoveAsync();
        await Sandbox.FaultAsync(new { provider = "hubspot", status = 500, times = -1 });

        var preview = await Another().Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Send, null, Cancel);

        Assert.Contains("could not be asked", Assert.Single(preview.Concerns).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_OverruledAfterThePreview_IsStale()
    {
        var item = await MoveAsync(new MailContext { To = "somebody@else.example" });
        var request = await ConfirmAsync(item, "key", mode: ExecutionMode.Send);

        var stale = await Program.Executor.ExecuteAsync(request with { Overrides = new(OtherRecipient: true) }, Cancel);

        Assert.True(Assert.Single(Assert.IsType<ExecuteAnswer.Stale>(stale).Preview.Concerns).Overruled);
        Assert.Empty(await Sandbox.EffectsAsync());
    }

    [Fact]
    public async Task Execute_DraftConfirmedButSendAsked_IsNotConfirmed()
    {
        var request = await ConfirmAsync(await MoveAsync(), "key");

        Assert.IsType<ExecuteAnswer.NotConfirmed>(await Program.Executor.ExecuteAsync(request with { Mode = ExecutionMode.Send }, Cancel));

        Assert.Empty(await Sandbox.EffectsAsync());
    }

    private async Task<Concern> RefusedAsync(QueueItem item, ConcernKind kind, string field)
    {
        var drafts = await CountAsync("draft_created");
        var preview = await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Send, null, Cancel);
        var concern = Assert.Single(preview.Concerns);
        Assert.Equal((kind, field, false), (concern.Kind, concern.Field, concern.Overruled));
        Assert.DoesNotContain(concern.Text, preview.Warnings);

        var refusal = await Assert.ThrowsAsync<ValidationException>(() => Program.Executor.ExecuteAsync(new(Casey, item.Id, ExecutionMode.Send, null, preview.ConfirmToken, "refused"), Cancel));

        Assert.Equal([concern.Text], refusal.Errors[field]);
        Assert.Equal(drafts, await CountAsync("draft_created"));
        return concern;
    }
}
