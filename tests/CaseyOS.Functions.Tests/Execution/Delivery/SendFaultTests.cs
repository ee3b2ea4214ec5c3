using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>What goes wrong around the sending must neither lose nor double a mail.</summary>
public sealed class SendFaultTests(SandboxFixture sandbox, AzuriteFixture azurite) : SendTest(sandbox, azurite)
{
    private const string Send = "/gmail/v1/users/me/drafts/send";

    [Fact]
    public async Task Send_AnswerLostAfterTheEffect_FindsTheMailAndSucceeds()
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = Send, loseResponse = true });

        var sent = await PassAsync(held);

        Assert.Equal((ExecutionStatus.Succeeded, 1), (sent.Status, await SentAsync()));
        Assert.Equal(Assert.Single(await Sandbox.EffectsAsync("mail_sent")).Content.GetProperty("rfcMessageId").GetString(), sent.SentMessageId);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task Send_GmailInTroubleForAMoment_SendsOnce(int status)
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = Send, status, times = 2 });

        Assert.Equal((ExecutionStatus.Succeeded, 1), ((await PassAsync(held)).Status, await SentAsync()));
    }

    [Fact]
    public async Task Send_GmailInTroubleThroughout_FailsAndLeavesNothing()
    {
        var item = await MoveAsync();
        var held = await HoldAsync(item);
        await Sandbox.FaultAsync(new { method = "POST", path = Send, status = 500, times = -1 });

        var failed = await PassAsync(held);

        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        Assert.Contains("was not sent", failed.Error, StringComparison.Ordinal);
        Assert.Empty(await Sandbox.DraftsAsync());

        await Sandbox.ClearFaultsAsync();
        Assert.Equal(ExecutionStatus.Succeeded, (await PassAsync(await HoldAsync(await StoredAsync(item)))).Status);
        Assert.Equal(1, await SentAsync());
    }

    [Fact]
    public async Task Send_GmailRefuses_FailsAtOnceWithASentence()
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = Send, status = 400 });

        var failed = await PassAsync(held);

        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        Assert.EndsWith(".", failed.Error, StringComparison.Ordinal);
        Assert.Empty(await Sandbox.DraftsAsync());
    }

    [Fact]
    public async Task Send_NotKnownWhetherItWasSent_WaitsAndFindsItLater()
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = Send, loseResponse = true });
        await Sandbox.FaultAsync(new { method = "GET", path = "/gmail/v1/users/me/drafts", status = 500, times = -1, skip = 1 });

        var open = await PassAsync(held);
        Assert.Equal(ExecutionStatus.Sending, open.Status);
        Assert.Contains("not known yet", open.Error, StringComparison.Ordinal);

        await Sandbox.ClearFaultsAsync();
        var sent = await PassAsync(held, TimeSpan.FromMinutes(5));
        Assert.Equal((ExecutionStatus.Succeeded, null, 1), (sent.Status, sent.Error, await SentAsync()));
    }

    [Fact]
    public async Task Send_GmailRefusesEveryLookAfterIt_IsNotCalledUnsent()
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = Send, loseResponse = true });
        await Sandbox.FaultAsync(new { method = "GET", path = "/gmail/v1/users/me/drafts", status = 400, times = -1, skip = 1 });

        var open = await PassAsync(held);
        Assert.Equal(ExecutionStatus.Sending, open.Status);
        Assert.Contains("not known yet", open.Error, StringComparison.Ordinal);

        await Sandbox.ClearFaultsAsync();
        Assert.Equal((ExecutionStatus.Succeeded, 1), ((await PassAsync(held, TimeSpan.FromMinutes(5))).Status, await SentAsync()));
    }

    [Fact]
    public async Task Undo_NotKnownWhetherItWasSent_IsAnsweredWithTheTruth()
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = Send, loseResponse = true });
        await Sandbox.FaultAsync(new { method = "GET", path = "/gmail/v1/users/me/drafts", status = 500, times = -1, skip = 1 });
        await PassAsync(held);
        await Sandbox.ClearFaultsAsync();

        await Assert.ThrowsAsync<Core.ConflictException>(() => UndoAsync(held, Another(TimeSpan.FromMinutes(1))));

        Assert.Equal((ExecutionStatus.Succeeded, 1), ((await StoredAsync(held)).Status, await SentAsync()));
    }

    [Fact]
    public async Task Undo_GmailDown_IsDecidedAtOnceAndDoneLater()
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { provider = "google", status = 500, times = -1 });

        Assert.Equal(ExecutionStatus.Withdrawing, (await UndoAsync(held)).Status);

        await Sandbox.ClearFaultsAsync();
        Assert.Equal(ExecutionStatus.Cancelled, (await PassAsync(held, TimeSpan.FromMinutes(5))).Status);
        Assert.Equal((0, 1), (await SentAsync(), await CountAsync("draft_deleted")));
    }

    [Fact]
    public async Task Send_TwoInstancesAtOnce_SendOneMail()
    {
        var held = await HoldAsync();
        Instance[] instances = [Another(AfterTheHold), Another(AfterTheHold)];

        await Task.WhenAll(instances.Select(instance => instance.RunAsync<PerformExecution>(held)));

        await CaseyOS.Testing.Eventually.TrueAsync(async () => (await StoredAsync(held)).Status == ExecutionStatus.Succeeded, () => "It was not sent.");
        Assert.Equal(1, await SentAsync());
    }

    [Fact]
    public async Task Send_ProcessDiesAfterTheEffect_TheNextOneFindsIt()
    {
        var held = await HoldAsync();
        var dying = Another(AfterTheHold, services =>
        {
            services.RemoveAll<IActionHandler>();
            services.AddSingleton<MailHandler>();
            services.AddSingleton<IActionHandler, DyingSender>();
        });
        await Assert.ThrowsAsync<PowerCutException>(() => dying.RunAsync<PerformExecution>(held));
        Assert.Equal((ExecutionStatus.Sending, 1), ((await StoredAsync(held)).Status, await SentAsync()));

        // As long as the lease holds nobody looks.
        Assert.Equal(ExecutionStatus.Sending, (await PassAsync(held)).Status);
        var sent = await PassAsync(held, TimeSpan.FromMinutes(3));

        Assert.Equal((ExecutionStatus.Succeeded, 1), (sent.Status, await SentAsync()));
        Assert.NotNull(sent.SentMessageId);
    }

    [Fact]
    public async Task Send_HubSpotDown_IsSentAndHubSpotHearsItLater()
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { provider = "hubspot", status = 500, times = -1 });

        var sent = await PassAsync(held);
        Assert.Equal((ExecutionStatus.Succeeded, false), (sent.Status, sent.MailResult!.HubspotLogged));

        await Sandbox.ClearFaultsAsync();
        await Another(TimeSpan.FromMinutes(5)).RunAsync<TellCrm>(sent);
        Assert.True((await StoredAsync(sent)).MailResult!.HubspotLogged);
    }
}
