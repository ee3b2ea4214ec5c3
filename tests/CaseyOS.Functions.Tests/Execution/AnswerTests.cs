using CaseyOS.Core.Executions;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution;

/// <summary>Mails that answer a conversation.</summary>
public sealed class AnswerTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    [Fact]
    public async Task Execute_Answer_StaysInItsThread()
    {
        var (thread, reply) = await ConversationAsync();

        var execution = await ExecuteAsync(await AnswerAsync(thread), "answer");

        Assert.Equal($"Re: {reply.Subject["Re: ".Length..]}", execution.Mail.Subject);
        var draft = Assert.Single(await Sandbox.DraftsAsync());
        Assert.Equal((thread, reply.MessageId), (draft.ThreadId, draft.InReplyTo));
        var headers = (await Program.Gmail.GetDraftAsync(Casey.Owner, draft.DraftId!, Cancel))!.Message;
        Assert.EndsWith(reply.MessageId!, headers.GetHeader("References"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_TheyAnsweredSinceThePreview_IsStale()
    {
        var (thread, _) = await ConversationAsync();
        var request = await ConfirmAsync(await AnswerAsync(thread), "answer");
        var before = await CountAsync("draft_created");
        await ReplyAsync(thread);

        var stale = Assert.IsType<ExecuteAnswer.Stale>(await Program.Executor.ExecuteAsync(request, Cancel));

        Assert.NotEqual(request.ConfirmToken, stale.Preview.ConfirmToken);
        Assert.Equal(before, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Preview_AnswerWithAnotherSubject_IsRefused()
    {
        var (thread, _) = await ConversationAsync();
        var item = await AnswerAsync(thread);

        await Assert.ThrowsAsync<Core.ValidationException>(() => ConfirmAsync(item, "answer", new ActionOverrides("Something else")));
    }

    [Fact]
    public async Task Execute_ConversationIsGone_StartsANewOne()
    {
        var execution = await ExecuteAsync(await AnswerAsync("1111111111111111"), "answer");

        Assert.Null(execution.Mail.ThreadId);
        Assert.Single(await Sandbox.DraftsAsync());
    }
}
