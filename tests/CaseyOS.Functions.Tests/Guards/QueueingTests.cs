using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Tests.Execution;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>Executions that wait for room within a limit.</summary>
public sealed class QueueingTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    private static readonly (string, string) OneMail = ("Limits:MailsPerHour", "1");

    [Fact]
    public async Task Execute_OverTheLimitWithQueue_IsDoneOnceWhenTheWindowOpens()
    {
        var queued = await QueueAsync();
        Assert.Equal(1, await CountAsync("draft_created"));
        Assert.InRange(queued.LeaseUntil!.Value - queued.StartedAt, TimeSpan.FromMinutes(58), TimeSpan.FromHours(1));

        await Another(TimeSpan.FromMinutes(30), also: OneMail).RunAsync<PerformExecution>(queued);
        Assert.Equal(ExecutionStatus.Queued, (await StoredAsync(queued)).Status);

        Instance[] later = [Another(TimeSpan.FromMinutes(61), also: OneMail), Another(TimeSpan.FromMinutes(61), also: OneMail)];
        await Task.WhenAll(later.Select(instance => instance.RunAsync<PerformExecution>(queued)));

        Assert.Equal(ExecutionStatus.Succeeded, (await StoredAsync(queued)).Status);
        Assert.Equal(2, await CountAsync("draft_created"));
        var left = await Another(TimeSpan.FromMinutes(61), also: OneMail).Get<LimitBook>().ReadAsync(Casey.Owner, ActionType.SendEmail, Cancel);
        Assert.Equal(0, left[0].Left);
    }

    [Fact]
    public async Task Execute_TwoQueued_TakeTheirPlacesOneAfterTheOther()
    {
        var first = await QueueAsync();
        var second = await QueueOneAsync("third", "deal:third");
        var later = Another(TimeSpan.FromMinutes(61), also: OneMail);

        await later.RunAsync<PerformExecution>(first);
        await later.RunAsync<PerformExecution>(second);
        Assert.Equal((ExecutionStatus.Succeeded, ExecutionStatus.Queued), ((await StoredAsync(first)).Status, (await StoredAsync(second)).Status));

        await Another(TimeSpan.FromMinutes(123), also: OneMail).RunAsync<PerformExecution>(second);
        Assert.Equal(ExecutionStatus.Succeeded, (await StoredAsync(second)).Status);
        Assert.Equal(3, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_StoppedForADayAfterItsLimitHadRoom_IsNotDoneAtAll()
    {
        var queued = await QueueAsync();

        await Another(TimeSpan.FromHours(26), also: OneMail).RunAsync<PerformExecution>(queued);

        var failed = await StoredAsync(queued);
        Assert.Equal((ExecutionStatus.Failed, 1), (failed.Status, await CountAsync("draft_created")));
        Assert.EndsWith("execute it anew.", failed.Error, StringComparison.Ordinal);
        Assert.Equal(ItemStatus.Failed, (await Another().Items.GetAsync(queued.Owner, queued.ItemId, Cancel)).Value.Status);
    }

    [Fact]
    public async Task RollBack_Queued_CallsItOffAndTheMoveComesBack()
    {
        var queued = await QueueAsync();

        var called = await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, queued.Id, Cancel);
        var again = await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, queued.Id, Cancel);
        await Another(TimeSpan.FromHours(2)).RunAsync<PerformExecution>(queued);

        Assert.Equal((ExecutionStatus.Cancelled, ExecutionStatus.Cancelled), (called.Status, again.Status));
        Assert.Equal(ItemStatus.Pending, (await Another().Items.GetAsync(queued.Owner, queued.ItemId, Cancel)).Value.Status);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_SuppressedWhileItWaited_FailsInWordsAndGivesItsPlaceBack()
    {
        var queued = await QueueAsync();
        await Program.Get<Core.Suppression.SuppressionList>().AddAsync(
            Casey.Owner, Person.Email!, new(Core.Suppression.SuppressionReason.Unsubscribed, "gmail:1", queued.StartedAt), Cancel);
        var later = Another(TimeSpan.FromMinutes(61), also: OneMail);

        await later.RunAsync<PerformExecution>(queued);

        var failed = await StoredAsync(queued);
        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        Assert.Contains("asked on", failed.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await later.Get<LimitBook>().ReadAsync(Casey.Owner, ActionType.SendEmail, Cancel))[0].Left);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    private async Task<Core.Executions.Execution> QueueAsync()
    {
        await ExecuteAsync(await MoveAsync(entity: "deal:first"), "first", Another(also: OneMail));
        return await QueueOneAsync("second", "deal:second");
    }

    private async Task<Core.Executions.Execution> QueueOneAsync(string key, string entity)
    {
        var limited = Another(also: OneMail);
        var request = await ConfirmAsync(await MoveAsync(entity: entity), key, on: limited) with { WhenLimited = WhenLimited.Queue };
        var answer = Assert.IsType<ExecuteAnswer.GoesOn>(await limited.Executor.ExecuteAsync(request, Cancel));
        Assert.Equal((ExecutionStatus.Queued, ItemStatus.Executing), (answer.Execution.Status, answer.Item.Status));
        return answer.Execution;
    }
}
