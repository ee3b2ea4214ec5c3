using System.Collections.Concurrent;
using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Tests.Execution;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>How much may be done in an hour, on several instances that share nothing but storage.</summary>
public sealed class LimitTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    [Fact]
    public async Task Execute_TwentyFiveMailsOnTwoInstances_TwentyAreDoneAndTheRestHearWhen()
    {
        var requests = await ConfirmManyAsync(25);
        var other = Another();

        var (done, refused) = await AllAsync(requests, index => index % 2 == 0 ? Program : other);

        Assert.Equal((20, 5), (done, refused.Count));
        Assert.Equal(20, await CountAsync("draft_created"));
        Assert.All(refused, refusal => Assert.Matches("^Rate limit exceeded: 20 emails per hour; next one possible at [0-9]{2}:[0-9]{2}", refusal.Message));
        Assert.All(refused, refusal => Assert.InRange(refusal.RetryAfter, TimeSpan.FromMinutes(55), TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Execute_AfterARestartAndAnHour_CountsOnAndLetsTheNextThrough()
    {
        var items = await MovesAsync(4);
        var limited = Another(also: ("Limits:MailsPerHour", "3"));
        var executions = new List<Core.Executions.Execution>();
        foreach (var item in items.Take(3))
        {
            executions.Add(await ExecuteAsync(item, $"key {item.Id}", limited));
        }

        var restarted = Another(also: ("Limits:MailsPerHour", "3"));
        var request = await ConfirmAsync(items[3], "last", on: restarted);
        await Assert.ThrowsAsync<RateLimitedException>(() => restarted.Executor.ExecuteAsync(request, Cancel));
        Assert.Equal(0, (await LeftAsync(restarted)).Left);

        var later = Another(TimeSpan.FromMinutes(61), also: ("Limits:MailsPerHour", "3"));
        await ExecuteAsync(items[3], "last", later);

        Assert.Equal(4, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_Failed_GivesItsPlaceBack()
    {
        var items = await MovesAsync(2);
        var limited = Another(also: ("Limits:MailsPerHour", "1"));
        await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", status = 400, times = 1 });

        Assert.Equal(ExecutionStatus.Failed, (await ExecuteAsync(items[0], "failing", limited)).Status);
        Assert.Equal(1, (await LeftAsync(Another(also: ("Limits:MailsPerHour", "1")))).Left);

        Assert.Equal(ExecutionStatus.Succeeded, (await ExecuteAsync(items[1], "working", limited)).Status);
        Assert.Equal(0, (await LeftAsync(limited)).Left);
    }

    [Fact]
    public async Task Execute_AHundredOnOneMove_OneRunsAndTheOthersAreToldSo()
    {
        var item = await MoveAsync();
        var requests = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => ConfirmAsync(item, $"key-{number}")));
        var other = Another();

        var answers = await Task.WhenAll(requests.Select((request, index) => (index % 2 == 0 ? Program : other).Executor.ExecuteAsync(request, Cancel)));

        Assert.Single(answers.OfType<ExecuteAnswer.Ended>());
        Assert.Equal(99, answers.Count(answer => answer is ExecuteAnswer.Busy or ExecuteAnswer.Refused { From: ItemStatus.Executed }));
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Preview_Limits_SayWhatIsLeft()
    {
        var items = await MovesAsync(2);
        await ExecuteAsync(items[0]);

        var preview = await Program.Executor.PreviewAsync(Casey, items[1].Id, ExecutionMode.Draft, null, Cancel);

        Assert.Equal([("mails_per_hour", 19), ("actions_per_hour", 49), ("mails_per_day", 499)], preview.Limits.Select(limit => (limit.Rule.Name, limit.Left)));
    }

    private static async Task<LimitState> LeftAsync(Instance instance, OwnerId owner) =>
        (await instance.Get<LimitBook>().ReadAsync(owner, ActionType.SendEmail, Cancel))[0];

    private Task<LimitState> LeftAsync(Instance instance) => LeftAsync(instance, Casey.Owner);

    private async Task<IReadOnlyList<QueueItem>> MovesAsync(int count)
    {
        List<QueueItem> items = [];
        for (var number = 0; number < count; number++)
        {
            items.Add(await MoveAsync(entity: $"deal:limit-{number}"));
        }

        return items;
    }

    private async Task<IReadOnlyList<ExecuteRequest>> ConfirmManyAsync(int count)
    {
        var items = await MovesAsync(count);
        return await Task.WhenAll(items.Select(item => ConfirmAsync(item, $"key {item.Id}")));
    }

    private static async Task<(int Done, IReadOnlyCollection<RateLimitedException> Refused)> AllAsync(IReadOnlyList<ExecuteRequest> requests, Func<int, Instance> on)
    {
        var refused = new ConcurrentBag<RateLimitedException>();
        var done = 0;
        await Task.WhenAll(requests.Select(async (request, index) =>
        {
            try
            {
                Assert.IsType<ExecuteAnswer.Ended>(await on(index).Executor.ExecuteAsync(request, Cancel));
                Interlocked.Increment(ref done);
            }
            catch (RateLimitedException refusal)
            {
                refused.Add(refusal);
            }
        }));
        return (done, refused);
    }
}
