using CaseyOS.Core;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Connectors;

public sealed class GmailClientTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private static readonly OutgoingMail Mail = new()
    {
        To = "ada.lund@northwind.example",
        ToName = "Ada Lünd",
        Subject = "Lanes für 2027 – a question about capacity between Gdańsk and Rotterdam in winter",
        Body = "Hi Ada,\n\nstill interested? Größe: 40 ft.\n\nCasey",
        Headers = new Dictionary<string, string> { [OutgoingMail.ExecutionHeader] = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b" },
    };

    private GoogleOwner casey = null!;

    public async ValueTask InitializeAsync()
    {
        await sandbox.Client.ResetAsync();
        casey = await GoogleOwner.SignInAsync(sandbox, azurite);
    }

    public ValueTask DisposeAsync() => casey.DisposeAsync();

    [Fact]
    public async Task CreateDraft_Mail_LiesInTheMailboxAsWritten()
    {
        var draft = await casey.Gmail.CreateDraftAsync(casey.Owner, Mail);

        var lying = Assert.Single(await sandbox.Client.DraftsAsync(), mail => mail.DraftId == draft.Id);
        Assert.Equal(Mail.Subject, lying.Subject);
        Assert.Contains("ada.lund@northwind.example", lying.To, StringComparison.Ordinal);
        Assert.Equal(Mail.Body, lying.Text.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal((lying.MessageId, lying.ThreadId), (draft.Message.Id, draft.Message.ThreadId));
    }

    [Fact]
    public async Task GetDraft_MadeByUs_CarriesTheExecution()
    {
        var made = await casey.Gmail.CreateDraftAsync(casey.Owner, Mail);

        var read = await casey.Gmail.GetDraftAsync(casey.Owner, made.Id);

        Assert.Equal("0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b", read!.Message.GetHeader(OutgoingMail.ExecutionHeader));
        Assert.Equal(Mail.Subject, read.Message.Subject);
        Assert.Equal(new MailAddress("ada.lund@northwind.example", "Ada Lünd"), Assert.Single(read.Message.To));
        Assert.True(read.Message.Has("DRAFT"));
    }

    [Fact]
    public async Task ReadDraft_LongMail_HasItsWholeText()
    {
        var text = string.Concat(Enumerable.Repeat("Größe: 40 ft, Ωμέγα 🚚\n", 900));
        var made = await casey.Gmail.CreateDraftAsync(casey.Owner, Mail with { Body = text });

        var read = await casey.Gmail.ReadDraftAsync(casey.Owner, made.Id);

        Assert.Equal(text.Trim(), read!.Message.Text!.ReplaceLineEndings("\n").Trim());
        Assert.Empty(read.Message.PartTypes);
    }

    [Fact]
    public async Task SendDraft_Twice_SendsOnceUnderAnIdOfGmailsOwn()
    {
        var made = await casey.Gmail.CreateDraftAsync(casey.Owner, Mail);

        var sent = await casey.Gmail.SendDraftAsync(casey.Owner, made.Id);
        var again = await casey.Gmail.SendDraftAsync(casey.Owner, made.Id);

        Assert.Null(again);
        Assert.Null(await casey.Gmail.ReadDraftAsync(casey.Owner, made.Id));
        var message = await casey.Gmail.GetMessageAsync(casey.Owner, sent!.Id);
        Assert.True(message!.Has("SENT"));
        Assert.Equal(Mail.Headers[OutgoingMail.ExecutionHeader], message.GetHeader(OutgoingMail.ExecutionHeader));
        Assert.Equal(message.MessageId, Assert.Single(await sandbox.Client.EffectsAsync("mail_sent")).Content.GetProperty("rfcMessageId").GetString());
    }

    [Fact]
    public async Task FindDraftByExecution_AnswerWasLost_FindsTheDraftThatWasMade()
    {
        await sandbox.Client.FaultAsync(new { provider = "google", method = "POST", path = "/gmail/v1/users/me/drafts", loseResponse = true });

        await Assert.ThrowsAsync<ConnectorException>(() => casey.Gmail.CreateDraftAsync(casey.Owner, Mail));
        var found = await casey.Gmail.FindDraftByExecutionAsync(casey.Owner, Mail.Headers[OutgoingMail.ExecutionHeader]);

        var effect = Assert.Single(await sandbox.Client.EffectsAsync("draft_created"));
        Assert.Contains(found!.Id, effect.Content.GetRawText(), StringComparison.Ordinal);
        Assert.Null(await casey.Gmail.FindDraftByExecutionAsync(casey.Owner, "0198c0df-6f7a-7c3e-9d6b-000000000000"));
    }

    [Fact]
    public async Task DeleteDraft_Twice_SaysThatItWasGone()
    {
        var draft = await casey.Gmail.CreateDraftAsync(casey.Owner, Mail);

        Assert.True(await casey.Gmail.DeleteDraftAsync(casey.Owner, draft.Id));
        Assert.False(await casey.Gmail.DeleteDraftAsync(casey.Owner, draft.Id));
        Assert.Null(await casey.Gmail.GetDraftAsync(casey.Owner, draft.Id));
    }

    [Fact]
    public async Task ListHistory_SentAndAnswered_ShowsTheReplyOnce()
    {
        var contact = await ContactAsync();
        var draft = await casey.Gmail.CreateDraftAsync(casey.Owner, Mail with { To = contact });
        var sent = await sandbox.Client.SendDraftAsync(draft.Id);
        var before = await casey.Gmail.GetProfileAsync(casey.Owner);
        await sandbox.Client.ReplyAsync(contact);

        var history = await casey.Gmail.ListHistoryAsync(casey.Owner, before.HistoryId);
        var thread = await casey.Gmail.GetThreadAsync(casey.Owner, sent.ThreadId);

        var added = Assert.Single(history!.Added);
        var reply = await casey.Gmail.GetMessageAsync(casey.Owner, added.Id);
        Assert.Equal(contact, reply!.From!.Email);
        Assert.Equal(sent.RfcMessageId, reply.GetHeader("In-Reply-To"));
        Assert.Equal(added.Id, thread!.Messages[^1].Id);
        Assert.Empty((await casey.Gmail.ListHistoryAsync(casey.Owner, history.HistoryId))!.Added);
    }

    [Fact]
    public async Task CreateDraft_AsAnswer_LiesInTheThread()
    {
        var contact = await ContactAsync();
        var draft = await casey.Gmail.CreateDraftAsync(casey.Owner, Mail with { To = contact });
        var sent = await sandbox.Client.SendDraftAsync(draft.Id);
        await sandbox.Client.ReplyAsync(contact);
        var reply = (await casey.Gmail.GetThreadAsync(casey.Owner, sent.ThreadId))!.Messages[^1];

        var answer = await casey.Gmail.CreateDraftAsync(
            casey.Owner, Mail with { To = contact, Subject = $"Re: {Mail.Subject}", ThreadId = sent.ThreadId, InReplyTo = reply.MessageId, References = [sent.RfcMessageId!, reply.MessageId!] });

        Assert.Equal(sent.ThreadId, answer.Message.ThreadId);
    }

    [Fact]
    public async Task ListHistory_TooLongAgo_IsNull()
    {
        await sandbox.Client.FaultAsync(new { provider = "google", path = "/gmail/v1/users/me/history", status = 404 });

        Assert.Null(await casey.Gmail.ListHistoryAsync(casey.Owner, "1"));
    }

    [Fact]
    public async Task Reads_OfWhatIsNotThere_AreNull()
    {
        Assert.Null(await casey.Gmail.GetThreadAsync(casey.Owner, "18c0000000000000"));
        Assert.Null(await casey.Gmail.GetMessageAsync(casey.Owner, "18c0000000000000"));
    }

    [Fact]
    public async Task ListSendAs_Aliases_AreTheOwnersAddresses() =>
        Assert.Equal(["casey@dwtb.example", "hello@dwtb.example"], (await casey.Gmail.ListSendAsAsync(casey.Owner)).Order());

    [Fact]
    public async Task Revoke_GrantOrUnknownToken_IsGoneAfterwards()
    {
        var oauth = casey.Services.GetService(typeof(GoogleOAuthClient)) as GoogleOAuthClient;
        var token = (await casey.Grants.FindAsync(casey.Owner))!.RefreshToken!;

        await oauth!.RevokeAsync(token);
        await oauth.RevokeAsync(token);

        await Assert.ThrowsAsync<ReconnectRequiredException>(() => casey.Gmail.GetProfileAsync(casey.Owner));
    }

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public async Task EveryCall_FitsTheOfficialDescription()
    {
        var watch = new ContractHandler();
        await using var watched = await GoogleOwner.SignInAsync(sandbox, azurite, observer: () => watch);
        var (gmail, owner) = (watched.Gmail, watched.Owner);

        var profile = await gmail.GetProfileAsync(owner);
        var draft = await gmail.CreateDraftAsync(owner, Mail);
        await gmail.GetDraftAsync(owner, draft.Id);
        await gmail.ListDraftsAsync(owner);
        await gmail.GetThreadAsync(owner, draft.Message.ThreadId);
        await gmail.GetMessageAsync(owner, draft.Message.Id);
        await gmail.ListMessagesAsync(owner, "in:inbox newer_than:30d", 20);
        await gmail.ListHistoryAsync(owner, profile.HistoryId);
        await gmail.ListSendAsAsync(owner);
        await gmail.DeleteDraftAsync(owner, draft.Id);

        Assert.Empty(watch.Problems);
        Assert.Equal(10, watch.Checked);
    }

    // Somebody who lives in the sandbox and can therefore answer.
    private async Task<string> ContactAsync()
    {
        var services = ConnectorServices.Create(sandbox.HubSpot);
        await using (services)
        {
            var hubSpot = (Core.Connectors.HubSpot.HubSpotClient)services.GetService(typeof(Core.Connectors.HubSpot.HubSpotClient))!;
            return (await hubSpot.SearchContactsAsync(new()).FirstAsync(contact => contact.Email is not null)).Email!;
        }
    }
}
