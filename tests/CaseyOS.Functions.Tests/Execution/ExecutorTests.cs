using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution;

public sealed class ExecutorTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    [Fact]
    public async Task Preview_Move_ShowsTheMailAndLeavesTheWorldAlone()
    {
        var item = await MoveAsync();

        var preview = await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel);

        Assert.Equal(Person.Email, preview.Mail.To);
        Assert.True(preview.Reversible);
        Assert.Empty(await Sandbox.EffectsAsync());
        Assert.Equal(ItemStatus.Pending, (await StoredAsync(item)).Status);
    }

    [Fact]
    public async Task Execute_Confirmed_MakesOneDraftLogsItAndMovesOn()
    {
        var item = await MoveAsync();

        var execution = await ExecuteAsync(item);

        var draft = Assert.Single(await Sandbox.DraftsAsync(), draft => draft.XHeaders.Values.Contains(execution.Id.ToString(), StringComparer.Ordinal));
        Assert.Equal(execution.Mail.Subject, draft.Subject);
        Assert.Equal(draft.DraftId, execution.MailResult!.GmailDraftId);
        Assert.Equal($"https://mailbox.example/{draft.MessageId}", execution.Result!.Link);
        Assert.Equal(1, await CountAsync("draft_created"));
        Assert.Equal(1, await CountAsync("engagement_logged"));
        Assert.Equal((true, null), (execution.MailResult.HubspotLogged, execution.MailResult.HubspotProblem));
        Assert.Equal((ItemStatus.Executed, execution.Id), ((await StoredAsync(item)).Status, (await StoredAsync(item)).ExecutionId));
        Assert.Equal(ExecutionStatus.Succeeded, (await StoredAsync(execution)).Status);
    }

    [Fact]
    public async Task Execute_NotConfirmed_ShowsPreviewAndDoesNothing()
    {
        var item = await MoveAsync();

        var answer = await Program.Executor.ExecuteAsync(new(Casey, item.Id, ExecutionMode.Draft, null, null, "key"), Cancel);

        var shown = Assert.IsType<ExecuteAnswer.NotConfirmed>(answer).Preview;
        Assert.IsType<ExecuteAnswer.Ended>(await Program.Executor.ExecuteAsync(new(Casey, item.Id, ExecutionMode.Draft, null, shown.ConfirmToken, "key"), Cancel));
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("made up")]
    [InlineData("CfDJ8AAAA")]
    public async Task Execute_FalseToken_IsNotConfirmed(string token)
    {
        var item = await MoveAsync();

        Assert.IsType<ExecuteAnswer.NotConfirmed>(await Program.Executor.ExecuteAsync(new(Casey, item.Id, ExecutionMode.Draft, null, token, "key"), Cancel));
        Assert.Empty(await Sandbox.EffectsAsync());
    }

    [Fact]
    public async Task Execute_FiveAtOnceSameKey_MakesOneDraft()
    {
        var item = await MoveAsync();
        var request = await ConfirmAsync(item, "same");

        var answers = await AtOnceAsync([request, request, request, request, request]);

        Assert.Equal(1, await CountAsync("draft_created"));
        Assert.Single(answers.OfType<ExecuteAnswer.Ended>().Select(ended => ended.Execution.Id).Distinct());
        Assert.All(answers, answer => Assert.True(answer is ExecuteAnswer.Ended or ExecuteAnswer.Busy, answer.ToString()));
    }

    [Fact]
    public async Task Execute_FiveAtOnceDifferentKeys_MakesOneDraft()
    {
        var item = await MoveAsync();
        var requests = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => ConfirmAsync(item, $"key-{number}")));

        var answers = await AtOnceAsync(requests);

        Assert.Equal(1, await CountAsync("draft_created"));
        Assert.Single(answers.OfType<ExecuteAnswer.Ended>());
        Assert.All(answers, answer => Assert.True(answer is ExecuteAnswer.Ended or ExecuteAnswer.Busy or ExecuteAnswer.Refused, answer.ToString()));
    }

    [Fact]
    public async Task Execute_SameKeyAgainAfterRestart_AnswersWithTheFirstResult()
    {
        var item = await MoveAsync();
        var request = await ConfirmAsync(item, "same");
        var first = Assert.IsType<ExecuteAnswer.Ended>(await Program.Executor.ExecuteAsync(request, Cancel));

        var again = await Another().Executor.ExecuteAsync(request, Cancel);

        Assert.Equal(first.Execution.Id, Assert.IsType<ExecuteAnswer.Ended>(again).Execution.Id);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_SameKeyOtherText_IsAMismatch()
    {
        var item = await MoveAsync();
        await ExecuteAsync(item, "same");

        var answer = await Program.Executor.ExecuteAsync(new(Casey, item.Id, ExecutionMode.Draft, new ActionOverrides("Something else"), "token", "same"), Cancel);

        Assert.IsType<ExecuteAnswer.KeyMismatch>(answer);
    }

    [Fact]
    public async Task Execute_SameKeyAfterADay_IsANewWish()
    {
        var item = await MoveAsync();
        var first = await ExecuteAsync(item, "same");
        await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, first.Id, Cancel);
        await Program.Queue.ReopenAsync(new MoveRef(Casey.Owner, item.Id, Casey.Email), Cancel);
        Assert.Equal(first.Id, (await ExecuteAsync(item, "same")).Id);

        var nextDay = Another(TimeSpan.FromHours(24));
        var second = await ExecuteAsync(item, "same", nextDay);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(2, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_DoneAlready_IsRefused()
    {
        var item = await MoveAsync();
        await ExecuteAsync(item, "one");

        var answer = await Program.Executor.ExecuteAsync(await ConfirmAsync(item, "two"), Cancel);

        Assert.Equal(ItemStatus.Executed, Assert.IsType<ExecuteAnswer.Refused>(answer).From);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_MoveChangedSincePreview_IsStaleAndShowsTheNewMail()
    {
        var item = await MoveAsync();
        var request = await ConfirmAsync(item, "key");
        var held = await Program.Items.GetAsync(item.Owner, item.Id, Cancel);
        var entry = new HistoryEntry { At = item.UpdatedAt, Actor = "test", Change = "edited" };
        await Program.Items.TryUpdateAsync(held, item with { ActionContext = new MailContext { To = "other@northwind.example" } }, entry, Cancel);

        var answer = await Program.Executor.ExecuteAsync(request, Cancel);

        Assert.Equal("other@northwind.example", Assert.IsType<ExecuteAnswer.Stale>(answer).Preview.Mail.To);
        Assert.Empty(await Sandbox.EffectsAsync());
    }

    [Fact]
    public async Task Execute_NobodyToWriteTo_NamesTheField()
    {
        var item = await MoveAsync(new MailContext { ToName = "Ada Lund" });

        var error = await Assert.ThrowsAsync<ValidationException>(() => ConfirmAsync(item, "key"));

        Assert.Contains("action_context.to", error.Errors);
    }

    [Fact]
    public async Task Execute_UsersOwnText_IsWhatTheDraftSays()
    {
        var item = await MoveAsync();
        var request = await ConfirmAsync(item, "key", new ActionOverrides("Lanes, again", "Dear Ada,\nzażółć gęślą jaźń?\nCasey"));

        await Program.Executor.ExecuteAsync(request, Cancel);

        var draft = Assert.Single(await Sandbox.DraftsAsync());
        Assert.Equal("Lanes, again", draft.Subject);
        Assert.Equal("Dear Ada,\nzażółć gęślą jaźń?\nCasey", draft.Text.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task Execute_Storage_NeedsAtMostSixRoundTripsAroundTheOutsideCallAndTwoToStart()
    {
        var runner = Program.Get<ExecutionRunner>();
        await ExecuteAsync(await MoveAsync(entity: "deal:1"), "warm");
        var request = await ConfirmAsync(await MoveAsync(entity: "deal:2"), "key");
        await runner.IdleAsync();
        using var trips = Program.RoundTrips.Record();

        Assert.IsType<ExecuteAnswer.Ended>(await Program.Executor.ExecuteAsync(request, Cancel));
        await runner.IdleAsync();

        var starting = trips.Trips.Count(trip => trip.ToString().Contains("taskhub", StringComparison.OrdinalIgnoreCase));
        Assert.True(starting == 2 && trips.Count - starting <= 6, string.Join(", ", trips.Trips));
    }

    private async Task<ExecuteAnswer[]> AtOnceAsync(IReadOnlyList<ExecuteRequest> requests)
    {
        // Half of them reach another instance, which does not know what this one is doing.
        var other = Another();
        return await Task.WhenAll(requests.Select((request, index) => (index % 2 == 0 ? Program : other).Executor.ExecuteAsync(request, Cancel)));
    }
}
