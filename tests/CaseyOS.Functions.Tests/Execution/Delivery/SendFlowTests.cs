using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>Sending in the whole program: over HTTP, held by a timer of the orchestration, which sends and then waits for the answer.</summary>
public sealed class SendFlowTests(SendAppFixture fixture) : IClassFixture<SendAppFixture>
{
    private static readonly TimeSpan AfterTheHold = TimeSpan.FromSeconds(31);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly string person = $"{Random.Shared.GetHexString(16, lowercase: true)}@held.example";

    [Fact]
    public async Task Send_Confirmed_IsAcceptedWithTheEndOfTheHoldThenSentAndAnswered()
    {
        var held = await fixture.App.HoldAsync(person);
        var id = Id(held);
        Assert.Equal(("holding", true, "send"), (Word(held, "status"), held.GetProperty("reversible").GetBoolean(), Word(held, "mode")));
        Assert.InRange(held.GetProperty("hold_until").GetDateTimeOffset() - held.GetProperty("started_at").GetDateTimeOffset(), TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(60));
        Assert.Equal("holding", Word(await fixture.App.WatchAsync(id), "state"));
        Assert.Empty(await MailsAsync());

        await fixture.App.PassAsync(AfterTheHold);

        var sent = await fixture.App.BecomesAsync(id, "succeeded");
        Assert.Equal((false, true), (sent.GetProperty("reversible").GetBoolean(), sent.GetProperty("result").GetProperty("sent").GetBoolean()));
        Assert.Single(await MailsAsync());
        await fixture.App.ReachesAsync(id, "waiting_for_reply");

        await fixture.Sandbox.ReplyAsync(person);
        await fixture.App.PollAsync();
        Assert.Equal("replied", Word(await fixture.App.EndAsync(id), "ended_because"));
    }

    [Fact]
    public async Task Undo_InTheHoldTwice_CallsOffOnceAndWakesTheOrchestration()
    {
        var held = await fixture.App.HoldAsync(person);

        var first = await fixture.App.PostAsync($"api/executions/{Id(held)}/rollback");
        var second = await fixture.App.PostAsync($"api/executions/{Id(held)}/rollback");

        Assert.Equal(("cancelled", "cancelled"), (Word(first, "status"), Word(second, "status")));
        // Without time passing: the undo woke it.
        Assert.Equal("cancelled", Word(await fixture.App.EndAsync(Id(held)), "ended_because"));
        await fixture.App.PassAsync(AfterTheHold);
        Assert.Empty(await MailsAsync());
        Assert.Equal("pending", Word(await MoveAsync(held), "status"));
    }

    [Fact]
    public async Task Undo_AfterTheSending_IsAConflictThatSaysWhy()
    {
        var held = await fixture.App.HoldAsync(person);
        await fixture.App.PassAsync(AfterTheHold);
        await fixture.App.BecomesAsync(Id(held), "succeeded");

        var (status, problem) = await SendAsync($"api/executions/{Id(held)}/rollback", new { });

        Assert.Equal((HttpStatusCode.Conflict, "irreversible"), (status, Word(problem, "code")));
        Assert.Contains("was sent to Ada Lund", Word(problem, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_InTheHold_TheSendDoesNotHappenAndSaysWhy()
    {
        var held = await fixture.App.HoldAsync(person, await ConversationAsync());
        await fixture.Sandbox.ReplyAsync(person);

        await fixture.App.PassAsync(AfterTheHold);

        var failed = await fixture.App.BecomesAsync(Id(held), "failed");
        Assert.Contains("conversation went on", Word(failed, "error"), StringComparison.Ordinal);
        Assert.Single(await MailsAsync());
        Assert.Equal("pending", Word(await MoveAsync(held), "status"));
    }

    [Fact]
    public async Task Unsubscribe_InTheHold_TheSendDoesNotHappenAndSaysWhy()
    {
        await ConversationAsync();
        var held = await fixture.App.HoldAsync(person);
        await fixture.Sandbox.ReplyAsync(person, "unsubscribe");
        await fixture.App.PollAsync();

        await fixture.App.PassAsync(AfterTheHold);

        Assert.Contains("not to be written to", Word(await fixture.App.BecomesAsync(Id(held), "failed"), "error"), StringComparison.Ordinal);
        Assert.Single(await MailsAsync());
        var (status, problem) = await SendAsync($"api/command-queue/{Word(held, "item_id")}/preview", new { mode = "send" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty("action_context.to", out _), problem.ToString());
    }

    [Fact]
    public async Task Stop_InTheHold_HoldsItUntilActionsResume()
    {
        var held = await fixture.App.HoldAsync(person);
        await fixture.App.PostAsync("api/admin/actions/stop", new { reason = "Wrong list" });
        try
        {
            await fixture.App.PassAsync(AfterTheHold);
            await Eventually.TrueAsync(
                async () => (await fixture.App.GetAsync($"api/executions/{Id(held)}")).GetProperty("error").GetString()?.Contains("Wrong list", StringComparison.Ordinal) is true,
                () => "Nothing says why the mail does not go out.");
            Assert.Equal("holding", Word(await fixture.App.GetAsync($"api/executions/{Id(held)}"), "status"));
            Assert.Empty(await MailsAsync());
        }
        finally
        {
            await fixture.App.PostAsync("api/admin/actions/resume");
        }

        await fixture.App.PassAsync(TimeSpan.FromMinutes(5));
        await fixture.App.BecomesAsync(Id(held), "succeeded");
        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task DraftsSend_AnswerLost_IsFoundAndSentOnce()
    {
        var held = await fixture.App.HoldAsync(person);
        await fixture.Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts/send", loseResponse = true });

        await fixture.App.PassAsync(AfterTheHold);

        await fixture.App.BecomesAsync(Id(held), "succeeded");
        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task Execute_DoubleClick_HoldsOneMail()
    {
        var move = await fixture.App.AddMailAsync(person);
        var overrides = new { other_recipient = true };
        var preview = await fixture.App.PostAsync($"api/command-queue/{move}/preview", new { mode = "send", overrides });
        var wish = new { mode = "send", overrides, confirm_token = Word(preview, "confirm_token") };

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync($"api/command-queue/{move}/execute", wish)));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.Conflict, answer.ToString()));
        var id = Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.Accepted).Select(answer => Id(answer.Body.GetProperty("execution"))).Distinct());
        await fixture.App.PassAsync(AfterTheHold);
        await fixture.App.BecomesAsync(id, "succeeded");
        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task Execute_ConcernNotOverruled_IsRefusedWithItsField()
    {
        await ConversationAsync();
        var move = await fixture.App.AddMailAsync(person);
        var preview = await fixture.App.PostAsync($"api/command-queue/{move}/preview", new { mode = "send" });
        Assert.Equal(["second_mail", "other_recipient"], preview.GetProperty("concerns").EnumerateArray().Select(concern => Word(concern, "kind")));

        var (status, problem) = await SendAsync($"api/command-queue/{move}/execute", new { mode = "send", confirm_token = Word(preview, "confirm_token") });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["overrides.second_mail", "overrides.other_recipient"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task Preview_SendOfAMoveThatIsNoMail_NamesTheField()
    {
        var move = await fixture.App.PostAsync("api/command-queue", new { title = "Review the deal", action_type = "create_task" });

        var (status, problem) = await SendAsync($"api/command-queue/{Word(move, "id")}/preview", new { mode = "send" });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty("mode", out _), problem.ToString());
    }

    // A mail that the user sent them himself, and its thread.
    private async Task<string> ConversationAsync()
    {
        var draft = await fixture.App.ExecuteAndSendAsync(await fixture.App.AddMailAsync(person));
        return Word((await fixture.App.GetAsync($"api/executions/{draft}")).GetProperty("result"), "thread_id");
    }

    private async Task<IReadOnlyList<SandboxEffect>> MailsAsync() =>
        [.. (await fixture.Sandbox.EffectsAsync("mail_sent")).Where(mail => mail.Content.GetProperty("to").GetString()!.Contains(person, StringComparison.Ordinal))];

    private Task<JsonElement> MoveAsync(JsonElement execution) => fixture.App.GetAsync($"api/command-queue/{Word(execution, "item_id")}");

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string path, object body)
    {
        using var answer = await fixture.App.Casey.PostAsJsonAsync(path, body, Cancel);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private static string Id(JsonElement execution) => Word(execution, "id");

    private static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
