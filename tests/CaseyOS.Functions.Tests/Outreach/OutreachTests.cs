using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Suppression;
using CaseyOS.Functions.Tests.Execution;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Outreach;

public sealed class OutreachTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    private static readonly (string, string) Address = ("Outreach:PostalAddress", "DWTB Freight, 1 Harbour Road, Rotterdam");

    [Fact]
    public async Task Execute_ColdOutreach_CarriesAddressOptOutLineAndHeaders()
    {
        var configured = Another(also: Address);
        var execution = await ExecuteAsync(await ColdAsync(), on: configured);
        var link = configured.Get<IUnsubscribeLinks>().For(Casey.Owner, Person.Email!).AbsoluteUri;

        Assert.EndsWith($"--\n{Address.Item2}\nIf you would rather not hear from me again, one click is enough:\n{link}", execution.Mail.Body, StringComparison.Ordinal);
        var draft = Assert.Single(await Sandbox.DraftsAsync());
        Assert.Equal(execution.Mail.Body, draft.Text.ReplaceLineEndings("\n").TrimEnd());
        var message = (await Program.Gmail.GetDraftAsync(Casey.Owner, draft.DraftId!, Cancel))!.Message;
        Assert.Equal(($"<{link}>", "List-Unsubscribe=One-Click"), (message.GetHeader("List-Unsubscribe"), message.GetHeader("List-Unsubscribe-Post")));
    }

    [Fact]
    public async Task Preview_OwnTextWithoutTheLine_GetsItAndKeepsItOnce()
    {
        var configured = Another(also: Address);
        var item = await ColdAsync();

        var first = await configured.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, new(Body: "Hello there"), Cancel);
        var second = await configured.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, new(Body: first.Mail.Body), Cancel);

        Assert.StartsWith("Hello there\n\n--\n", first.Mail.Body, StringComparison.Ordinal);
        Assert.Equal(first.Mail.Body, second.Mail.Body);
    }

    [Fact]
    public async Task Preview_AboutADeal_IsNoColdOutreach()
    {
        var preview = await Another(also: Address).Executor.PreviewAsync(Casey, (await MoveAsync()).Id, ExecutionMode.Draft, null, Cancel);

        Assert.DoesNotContain("Harbour Road", preview.Mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_WrittenToToday_WarnsUntilTheDraftIsTakenBackOrADayIsOver()
    {
        var first = await ExecuteAsync(await MoveAsync(entity: "deal:1"));
        var second = await MoveAsync(entity: "deal:2");

        Assert.StartsWith($"You wrote to {Person.DisplayName} ", Assert.Single(await WarningsAsync(Program, second)), StringComparison.Ordinal);
        Assert.Empty(await WarningsAsync(Another(TimeSpan.FromHours(25)), second));

        await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, first.Id, Cancel);
        Assert.Empty(await WarningsAsync(Program, second));
    }

    private async Task<IReadOnlyList<string>> WarningsAsync(Instance on, QueueItem item) =>
        (await on.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel)).Warnings;

    private async Task<QueueItem> ColdAsync()
    {
        var item = await MoveAsync();
        var held = await Program.Items.GetAsync(item.Owner, item.Id, Cancel);
        var entry = new HistoryEntry { At = item.UpdatedAt, Actor = "test", Change = "edited" };
        await Program.Items.TryUpdateAsync(held, item with { Deal = null }, entry, Cancel);
        return (await Program.Items.GetAsync(item.Owner, item.Id, Cancel)).Value;
    }
}
