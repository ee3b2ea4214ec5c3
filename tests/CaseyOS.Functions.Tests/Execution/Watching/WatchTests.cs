using System.Text.Json;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Orchestration;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Execution.Watching;

/// <summary>The life of an execution in the whole program: page, poll, task hub, sandbox, and a window of one minute.</summary>
public sealed class WatchTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private WatchApp app = null!;

    public async ValueTask InitializeAsync() => app = await WatchApp.StartAsync(azurite, sandbox);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Sent_SeenByThePoll_WaitsForTheAnswerUntilTheWindowEnds()
    {
        var execution = await app.ExecuteAsync();
        Assert.Equal("waiting_for_sending", (await app.WatchAsync(execution)).GetProperty("state").GetString());

        await app.SendAsync(execution);

        var seen = await app.GetAsync($"api/executions/{execution}");
        var watch = seen.GetProperty("watch");
        Assert.Equal("waiting_for_reply", watch.GetProperty("state").GetString());
        Assert.Equal(seen.GetProperty("sent_at").GetDateTimeOffset() + Window, watch.GetProperty("until").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.Contains("You sent the draft.", Timeline(watch));
    }

    [Fact]
    public async Task NoAnswer_WindowOver_IsRecordedOnceAndFollowedUpInTheSameThread()
    {
        var execution = await app.ExecuteAndSendAsync();

        await app.PassAsync(TimeSpan.FromMinutes(2));

        var watch = await app.EndAsync(execution);
        Assert.Equal(("ended", "no_response"), (watch.GetProperty("state").GetString(), watch.GetProperty("ended_because").GetString()));
        Assert.Equal(execution, Assert.Single(await app.OutcomesAsync("no_response")).GetProperty("execution_id").GetString());
        var followUp = Assert.Single(await app.FollowUpsAsync());
        Assert.Equal("pending", followUp.GetProperty("status").GetString());
        var done = await app.GetAsync($"api/executions/{execution}");
        Assert.Equal(done.GetProperty("result").GetProperty("thread_id").GetString(), followUp.GetProperty("action_context").GetProperty("thread_id").GetString());
        Assert.Equal("completed", (await app.GetAsync($"api/command-queue/{done.GetProperty("item_id").GetString()}")).GetProperty("status").GetString());
        var preview = await app.PostAsync($"api/command-queue/{followUp.GetProperty("id").GetString()}/preview");
        Assert.Contains("coming back to my mail", preview.GetProperty("preview").GetProperty("body").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoAnswer_AgainAndAgain_FollowsUpInWideningGapsAndStops()
    {
        string? move = null;
        List<string> states = [];
        for (var round = 0; round < 4; round++)
        {
            var execution = await app.ExecuteAndSendAsync(move);
            await app.PassAsync(TimeSpan.FromMinutes(2));
            var said = Timeline(await app.EndAsync(execution))[^1];
            var followUp = (await app.FollowUpsAsync()).SingleOrDefault();
            states.Add(followUp.ValueKind == JsonValueKind.Undefined ? said : followUp.GetProperty("status").GetString()!);
            move = followUp.ValueKind == JsonValueKind.Undefined ? null : followUp.GetProperty("id").GetString();
        }

        Assert.Equal(["pending", "snoozed", "snoozed", "No follow-up: enough of them went unanswered."], states);
    }

    [Fact]
    public async Task Answer_BeforeTheWindowEnds_EndsTheWatchAtOnce()
    {
        var execution = await app.ExecuteAndSendAsync();
        await sandbox.Client.ReplyAsync(app.Person);

        await app.PollAsync();

        var watch = await app.EndAsync(execution);
        Assert.Equal("replied", watch.GetProperty("ended_because").GetString());
        Assert.Single(await app.OutcomesAsync("email_replied"));
        Assert.Empty(await app.OutcomesAsync("no_response"));
        Assert.Empty(await app.FollowUpsAsync());
    }

    [Fact]
    public async Task Answer_ThatNoPollSaw_IsFoundByTheLastLookAndNeverCalledSilence()
    {
        var execution = await app.ExecuteAndSendAsync();
        await sandbox.Client.ReplyAsync(app.Person);

        await app.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("replied", (await app.EndAsync(execution)).GetProperty("ended_because").GetString());
        await app.PollAsync();
        Assert.Single(await app.OutcomesAsync("email_replied"));
        Assert.Empty(await app.OutcomesAsync("no_response"));
    }

    [Fact]
    public async Task Answer_AfterTheFollowUpAppeared_TakesItOffThePage()
    {
        await app.EndAsync(await OverAsync(await app.ExecuteAndSendAsync()));
        Assert.Single(await app.FollowUpsAsync());

        await sandbox.Client.ReplyAsync(app.Person);
        await app.PollAsync();

        Assert.Empty(await app.FollowUpsAsync());
    }

    [Fact]
    public async Task OutOfOffice_WithAReturnDate_MovesTheEndBehindIt()
    {
        var execution = await app.ExecuteAndSendAsync();
        var until = (await app.WatchAsync(execution)).GetProperty("until").GetDateTimeOffset();
        await sandbox.Client.ReplyAsync(app.Person, "out_of_office");

        await app.PollAsync();
        await app.PassAsync(TimeSpan.FromMinutes(2));

        var watch = await app.WatchAsync(execution);
        Assert.Equal("waiting_for_reply", watch.GetProperty("state").GetString());
        Assert.True(watch.GetProperty("until").GetDateTimeOffset() > until.AddDays(1), watch.ToString());
        Assert.Contains("back on", watch.GetProperty("extended_because").GetString(), StringComparison.Ordinal);
        Assert.Empty(await app.OutcomesAsync("no_response"));
        Assert.Single(await app.OutcomesAsync("auto_reply"));
    }

    [Fact]
    public async Task RollBack_Draft_EndsTheWatch()
    {
        var execution = await app.ExecuteAsync();

        await app.PostAsync($"api/executions/{execution}/rollback");

        Assert.Equal("rolled_back", (await app.EndAsync(execution)).GetProperty("ended_because").GetString());
    }

    [Fact]
    public async Task Cancel_WaitingForAnAnswer_EndsTheWatchWithoutOutcome()
    {
        var execution = await app.ExecuteAndSendAsync();

        await app.PostAsync($"api/executions/{execution}/cancel-watch");

        Assert.Equal("cancelled", (await app.EndAsync(execution)).GetProperty("ended_because").GetString());
        await app.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(await app.OutcomesAsync("no_response"));
    }

    [Fact]
    public async Task Draft_DeletedByHand_IsSeenByThePollAndEndsTheWatch()
    {
        var execution = await app.ExecuteAsync();
        await sandbox.Client.DeleteDraftAsync((await app.GetAsync($"api/executions/{execution}")).GetProperty("result").GetProperty("gmail_draft_id").GetString()!);

        await app.PollAsync();

        Assert.Equal("draft_deleted", (await app.EndAsync(execution)).GetProperty("ended_because").GetString());
    }

    [Fact]
    public async Task Draft_NeverSent_IsAbandonedAfterAWeek()
    {
        var execution = await app.ExecuteAsync();

        await app.PassAsync(TimeSpan.FromDays(7.1));

        Assert.Equal("draft_abandoned", (await app.EndAsync(execution)).GetProperty("ended_because").GetString());
        Assert.Single(await app.OutcomesAsync("draft_abandoned"));
        Assert.Empty(await app.FollowUpsAsync());
    }

    [Fact]
    public async Task Gmail_CannotBeAskedAtTheEnd_NothingIsRecordedUntilItCan()
    {
        var execution = await app.ExecuteAndSendAsync();
        await sandbox.Client.FaultAsync(new { provider = "google", method = "GET", path = "/gmail/v1/users/me/threads", status = 503, times = -1 });

        var before = Timeline(await app.WatchAsync(execution)).Count;
        await app.PassAsync(TimeSpan.FromMinutes(2));

        var told = "";
        await CaseyOS.Testing.Eventually.TrueAsync(
            async () => (told = string.Join(" / ", Timeline(await app.WatchAsync(execution)).Skip(before))).Contains("conversation", StringComparison.Ordinal),
            () => $"The trouble is not told: {told}",
            TimeSpan.FromSeconds(60));
        Assert.Equal("waiting_for_reply", (await app.WatchAsync(execution)).GetProperty("state").GetString());
        await sandbox.Client.ClearFaultsAsync();
        await app.PassAsync(TimeSpan.FromMinutes(6));
        Assert.Equal("no_response", (await app.EndAsync(execution)).GetProperty("ended_because").GetString());
    }

    [Fact]
    public async Task Start_LostBetweenReservationAndStart_IsMadeUpForByTheTimer()
    {
        await using var losing = await WatchApp.StartAsync(azurite, sandbox, services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(DurableTaskClient));
            services.AddSingleton<DurableTaskClient>(provider => new LosingTaskClient((DurableTaskClient)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)));
        });
        var execution = await losing.ExecuteAsync();
        Assert.Null(await losing.Orchestrations.GetInstanceAsync(execution));

        await losing.App.RunTimerAsync("DetectOutcomes");
        Assert.Null(await losing.Orchestrations.GetInstanceAsync(execution));
        await losing.PassAsync(TimeSpan.FromSeconds(30));
        await losing.App.RunTimerAsync("DetectOutcomes");

        Assert.NotNull(await losing.Orchestrations.GetInstanceAsync(execution));
        await losing.PostAsync($"api/executions/{execution}/rollback");
        await losing.EndAsync(execution);
        var owner = (await losing.App.Services.GetRequiredService<Core.Accounts.AccountStore>().ListAsync(CancellationToken.None)).Single().Owner;
        Assert.Empty(await losing.App.Services.GetRequiredService<ExecutionStore>().ListUnstartedAsync(owner, DateTimeOffset.MaxValue, CancellationToken.None));
    }

    [Fact]
    public async Task Start_Again_ChangesNothing()
    {
        var execution = await app.ExecuteAsync();
        await app.PostAsync($"api/executions/{execution}/cancel-watch");
        await app.EndAsync(execution);
        Assert.True(await app.Orchestrations.PurgeInstanceAsync(execution));

        var owner = (await app.App.Services.GetRequiredService<Core.Accounts.AccountStore>().ListAsync(CancellationToken.None)).Single().Owner;
        await app.App.Services.GetRequiredService<WatchRuns>().StartAsync(owner, ExecutionId.Parse(execution, null), CancellationToken.None);

        Assert.Equal("cancelled", (await app.EndAsync(execution)).GetProperty("ended_because").GetString());
        Assert.Single(await sandbox.Client.EffectsAsync("draft_created"));
    }

    private async Task<string> OverAsync(string execution)
    {
        await app.PassAsync(TimeSpan.FromMinutes(2));
        return execution;
    }

    private static List<string> Timeline(JsonElement watch) => [.. watch.GetProperty("timeline").EnumerateArray().Select(line => line.GetProperty("text").GetString()!)];
}
