using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Suppression;
using CaseyOS.Functions.Tests.Execution;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Suppression;

public sealed class SuppressionTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    private static readonly DateTimeOffset Since = new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Stop_OpenMove_LeavesThePageAndSaysWhy()
    {
        var item = await MoveAsync();

        await StopAsync(SuppressionReason.Unsubscribed);

        Assert.Equal(ItemStatus.Resolved, (await StoredAsync(item)).Status);
        Assert.Contains("asked on 2026-11-18", (await Program.Items.ReadHistoryAsync(item.Owner, item.Id, Cancel))[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_SuppressedSinceThePreview_IsRefusedInWordsAndMakesNothing()
    {
        var request = await ConfirmAsync(await MoveAsync(), "key");
        await Program.Get<SuppressionList>().AddAsync(Casey.Owner, Person.Email!.ToUpperInvariant(), new(SuppressionReason.HardBounce, "gmail:1", Since), Cancel);

        var error = await Assert.ThrowsAsync<ValidationException>(() => Program.Executor.ExecuteAsync(request, Cancel));

        Assert.Contains("takes no mail", Assert.Single(error.Errors["action_context.to"]), StringComparison.Ordinal);
        Assert.Empty(await Sandbox.EffectsAsync());
    }

    [Fact]
    public async Task Find_OtherOwnerOrAddress_IsFree()
    {
        await StopAsync(SuppressionReason.Unsubscribed);
        await StopAsync(SuppressionReason.HardBounce);

        var list = Program.Get<SuppressionList>();
        Assert.Equal(SuppressionReason.Unsubscribed, (await list.FindAsync(Casey.Owner, Person.Email!, Cancel))!.Reason);
        Assert.Null(await list.FindAsync(Casey.Owner, "other@northwind.example", Cancel));
        Assert.Null(await list.FindAsync(new OwnerId("someone-else"), Person.Email!, Cancel));
    }

    private Task StopAsync(SuppressionReason reason) =>
        Program.Get<StopRequests>().StopAsync(Casey.Owner, Person.Email!, new(reason, "gmail:1", Since), Cancel);
}
