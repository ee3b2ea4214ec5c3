using CaseyOS.Core;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Suppression;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class GmailSourceTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Poll_FirstRun_StartsFromNow()
    {
        await using var program = await StartAsync();

        var state = (await program.RunAsync(GmailSource.SourceName)).State;

        Assert.NotNull(state.Cursor);
        Assert.Equal((RunStatus.Success, 0, 0), (state.Status, state.Counts.Imported, await program.DrainAsync()));
    }

    [Fact]
    public async Task Poll_NothingNew_CostsOneRequest()
    {
        await using var program = await StartAsync();
        await program.RunAsync(GmailSource.SourceName);
        var last = (await sandbox.Client.RequestsAsync()).Max(request => request.Seq);

        await program.RunAsync(GmailSource.SourceName);

        Assert.EndsWith("/history", Assert.Single(await sandbox.Client.RequestsAsync(since: last)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_PersonAnswersASentDraft_IsOneSignalAndOneMoveHoweverOftenItIsSeen()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        await program.RunAsync(GmailSource.SourceName);
        var person = await PersonAsync(program, owner);
        var sent = await SendAsync(program, owner, person.Email!);
        await sandbox.Client.ReplyAsync(person.Email!);

        await program.RunAsync(GmailSource.SourceName);
        var messages = await program.TakeAsync();
        await using var second = new DetectionProgram(program.Storage, sandbox.Address);
        foreach (var message in messages.Concat(messages))
        {
            await Task.WhenAll(
                program.Get<SignalProcessor>().ProcessAsync(message.Body.ToString(), CancellationToken.None),
                second.Get<SignalProcessor>().ProcessAsync(message.Body.ToString(), CancellationToken.None));
        }

        await program.RunAsync(GmailSource.SourceName);
        Assert.Equal(0, await program.DrainAsync());
        var signal = Assert.Single(await program.SignalsAsync(owner));
        Assert.Equal(("email_replied", SignalSource.Gmail, SignalResult.Queued), (signal.Signal.Type, signal.Signal.Source, signal.Result));
        Assert.Equal($"In-Reply-To names {sent.RfcMessageId}, which you sent to {person.Email}.", signal.Signal.Payload["evidence"]);
        Assert.Equal(sent.RfcMessageId, signal.Signal.Payload["references"]);
        var move = Assert.Single(await program.OpenAsync(owner));
        Assert.StartsWith($"Answer {person.Name} at ", move.Title, StringComparison.Ordinal);
        Assert.Equal((person.Id, signal.Signal.OccurredAt.AddHours(4)), (move.Contact!.Id, move.DueBy));
        var mail = Assert.IsType<MailContext>(move.ActionContext);
        Assert.Equal((person.Email, sent.ThreadId, "Re: Spring lanes"), (mail.To, mail.ThreadId, mail.Subject));
    }

    [Theory]
    [InlineData("out_of_office", "auto_reply")]
    [InlineData("bounce", "email_bounced")]
    [InlineData("soft_bounce", "email_bounced")]
    [InlineData("forwarded_mail", "email_forwarded")]
    [InlineData("blind_copy", "email_forwarded")]
    [InlineData("team", "email_colleague")]
    public async Task Poll_MachineAnswers_IsShownWithItsEvidenceAndLeadsToNoMove(string kind, string type)
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        await program.RunAsync(GmailSource.SourceName);
        var person = await PersonAsync(program, owner);
        await SendAsync(program, owner, person.Email!);
        await sandbox.Client.ReplyAsync(person.Email!, kind);

        await program.RunAsync(GmailSource.SourceName);
        var messages = await program.TakeAsync();
        foreach (var message in messages.Concat(messages))
        {
            await program.Get<SignalProcessor>().ProcessAsync(message.Body.ToString(), CancellationToken.None);
        }

        var signal = Assert.Single(await program.SignalsAsync(owner));
        Assert.Equal((type, SignalResult.Dropped, null), (signal.Signal.Type, signal.Result, signal.ItemId));
        Assert.Equal(signal.Signal.Payload["evidence"], signal.Reason);
        Assert.Empty(await program.OpenAsync(owner));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("nl")]
    [InlineData("pl")]
    public async Task Poll_PersonIsAway_KnowsUntilWhenInAnyLanguage(string language)
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        await program.RunAsync(GmailSource.SourceName);
        var person = await PersonAsync(program, owner);
        await SendAsync(program, owner, person.Email!);
        await sandbox.Client.ReplyAsync(person.Email!, "out_of_office", language);

        await program.RunAsync(GmailSource.SourceName);
        await program.DrainAsync();

        var signal = Assert.Single(await program.SignalsAsync(owner));
        Assert.Equal("auto_reply", signal.Signal.Type);
        Assert.True(DateOnly.Parse(signal.Signal.Payload["back_on"][..10], null) > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime));
    }

    [Theory]
    [InlineData("unsubscribe", SuppressionReason.Unsubscribed)]
    [InlineData("bounce", SuppressionReason.HardBounce)]
    public async Task Poll_PersonMustNotBeWrittenTo_IsOnTheListAndGetsNoMove(string kind, SuppressionReason reason)
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        await program.RunAsync(GmailSource.SourceName);
        var person = await PersonAsync(program, owner);
        await program.RunAsync(HubSpotSweep.SourceName);
        var late = await program.TakeAsync(); // detected before the mail, processed after it
        await SendAsync(program, owner, person.Email!);
        await sandbox.Client.ReplyAsync(person.Email!, kind);
        await program.RunAsync(GmailSource.SourceName);
        await program.DrainAsync();

        Assert.Equal(reason, (await program.Get<SuppressionList>().FindAsync(owner, person.Email!, CancellationToken.None))!.Reason);
        foreach (var message in late)
        {
            await program.Get<SignalProcessor>().ProcessAsync(message.Body.ToString(), CancellationToken.None);
        }

        Assert.DoesNotContain(await program.OpenAsync(owner), move => move.ActionContext is MailContext mail && mail.To == person.Email);
        Assert.Contains(await program.SignalsAsync(owner), signal => signal.Signal.Type == "new_lead_uncontacted" && signal.Reason?.Contains(person.Email!, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Poll_OwnMail_LeadsToNothing()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        await program.RunAsync(GmailSource.SourceName);
        await SendAsync(program, owner, (await PersonAsync(program, owner)).Email!);

        var state = (await program.RunAsync(GmailSource.SourceName)).State;

        Assert.Equal((1, 0), (state.Counts.Imported, state.Counts.Signals));
        Assert.Equal(0, await program.DrainAsync());
    }

    [Fact]
    public async Task Poll_OwnerAnswersByHimself_ResolvesTheMoveAndSaysWhy()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        await program.RunAsync(GmailSource.SourceName);
        var person = await PersonAsync(program, owner);
        await SendAsync(program, owner, person.Email!);
        await sandbox.Client.ReplyAsync(person.Email!);
        await program.RunAsync(GmailSource.SourceName);
        await program.DrainAsync();
        var move = Assert.Single(await program.OpenAsync(owner));

        await SendAsync(program, owner, person.Email!, (MailContext)move.ActionContext!);
        var state = (await program.RunAsync(GmailSource.SourceName)).State;

        Assert.Equal(1, state.Counts.Resolved);
        Assert.Empty(await program.OpenAsync(owner));
        var history = await program.Get<CommandQueue>().ReadHistoryAsync(owner, move.Id, CancellationToken.None);
        Assert.Equal(("resolved", "You have answered."), (history![0].Change, history[0].Note));
    }

    [Fact]
    public async Task Poll_HistoryGone_LooksThroughTheMailOfTheGap()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        await program.RunAsync(GmailSource.SourceName);
        var person = await PersonAsync(program, owner);
        await SendAsync(program, owner, person.Email!);
        await sandbox.Client.ReplyAsync(person.Email!);
        await sandbox.Client.FaultAsync(new { provider = "google", path = "/gmail/v1/users/me/history", status = 404, times = 1 });

        var state = (await program.RunAsync(GmailSource.SourceName)).State;
        await program.DrainAsync();

        Assert.Equal(RunStatus.Success, state.Status);
        Assert.Contains(state.Notes, note => note.StartsWith("Gmail no longer knew the history", StringComparison.Ordinal));
        Assert.Contains(await program.SignalsAsync(owner), signal => signal.Signal.Type == "email_replied" && signal.Result == SignalResult.Queued);
        Assert.Equal(0, (await program.RunAsync(GmailSource.SourceName)).State.Counts.Imported);
    }

    [Fact]
    public async Task Poll_ThreadCannotBeRead_CursorStaysAndTheReplyIsFoundNextTime()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        var before = (await program.RunAsync(GmailSource.SourceName)).State;
        var person = await PersonAsync(program, owner);
        await SendAsync(program, owner, person.Email!);
        await sandbox.Client.ReplyAsync(person.Email!);
        await sandbox.Client.FaultAsync(new { provider = "google", path = "/gmail/v1/users/me/threads", status = 500, times = -1 });

        var failed = await program.RunAsync(GmailSource.SourceName);
        Assert.Equal((RunStatus.Failed, before.Cursor), (failed.State.Status, failed.State.Cursor));
        await sandbox.Client.ClearFaultsAsync();
        await program.RunAsync(GmailSource.SourceName);
        await program.DrainAsync();

        Assert.Equal("email_replied", Assert.Single(await program.SignalsAsync(owner)).Signal.Type);
    }

    [Fact]
    public async Task Poll_GrantRevoked_SaysSoAndTouchesNobodyElse()
    {
        await using var program = await StartAsync();
        await program.ConnectGmailAsync(sandbox.Address, "alex@dwtb.example");
        await sandbox.Client.FaultAsync(new { provider = "google", path = "/gmail/v1/users/me/profile", revokeToken = true, times = 1 });

        var results = await program.Ingestion.RunAsync(GmailSource.SourceName, null, CancellationToken.None);

        Assert.Equal(2, results.Count);
        Assert.IsType<ReconnectRequiredException>(Assert.Single(results, result => result.Error is not null).Error);
        Assert.Single(results, result => result.State.Status == RunStatus.Success);
    }

    private async Task<DetectionProgram> StartAsync()
    {
        await sandbox.Client.ResetAsync();
        var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Resilience:MaxRetries"] = "1",
            ["Resilience:BaseDelay"] = "00:00:00.01",
        });
        await program.ConnectGmailAsync(sandbox.Address);
        return program;
    }

    // A person whom HubSpot knows, with a company, and with whom nobody has exchanged mail that could confuse a test.
    private static async Task<(string Id, string? Email, string Name)> PersonAsync(DetectionProgram program, OwnerId owner)
    {
        await program.RunAsync(HubSpotSweep.SourceName);
        var signals = (await program.TakeAsync()).SelectMany(message => SignalMessage.Decode(message.Body.ToString()).Signals);
        var lead = signals.First(signal => signal.Owner == owner && signal is { Type: "new_lead_uncontacted", Proposal: { Company: not null, ActionContext: MailContext { To: not null } } }).Proposal!;
        return (lead.Contact!.Id, ((MailContext)lead.ActionContext!).To, lead.Contact.Name);
    }

    private async Task<SandboxMail> SendAsync(DetectionProgram program, OwnerId owner, string to, MailContext? answer = null)
    {
        var draft = await program.Get<GmailClient>().CreateDraftAsync(owner, new()
        {
            To = to,
            Subject = answer?.Subject ?? "Spring lanes",
            Body = "Shall we talk on Tuesday?",
            ThreadId = answer?.ThreadId,
            InReplyTo = answer?.InReplyTo,
        });
        return await sandbox.Client.SendDraftAsync(draft.Id);
    }
}
