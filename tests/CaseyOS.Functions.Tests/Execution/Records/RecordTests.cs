using System.Net;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Suppression;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Records;

/// <summary>Actions whose effect is one record in HubSpot.</summary>
public sealed class RecordTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    public static TheoryData<ActionType, string, string> Kinds() => new()
    {
        { ActionType.CreateTask, "tasks", "task" },
        { ActionType.ReviewDeal, "tasks", "task" },
        { ActionType.PrepMeeting, "notes", "note" },
        { ActionType.CsHealthCheck, "notes", "note" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Execute_Confirmed_MakesOneRecordAndUndoTakesItBack(ActionType action, string type, string noun)
    {
        var item = await AddAsync(action);

        var preview = await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel);
        Assert.Empty(await Sandbox.EffectsAsync());
        Assert.True(preview.Reversible);

        var execution = await ExecuteAsync(item);
        Assert.Equal((ExecutionStatus.Succeeded, preview.Content), (execution.Status, execution.Content));
        var made = Assert.Single(await Sandbox.EffectsAsync($"{noun}_created"));
        Assert.Equal(execution.Id.ToString(), Property(made, "caseyos_execution_id"));
        Assert.Equal(Id(execution), made.Content.GetProperty("id").GetString());
        Assert.Equal(ItemStatus.Executed, (await StoredAsync(item)).Status);
        Assert.Equal(2, (await Sandbox.RequestsAsync("hubspot")).Count(call => call.Path.Contains($"/{type}/", StringComparison.Ordinal) && call.Path.EndsWith("/batch/create", StringComparison.Ordinal)));
        Assert.Empty(await Sandbox.DraftsAsync());

        await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel);
        await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel);
        Assert.Single(await Sandbox.EffectsAsync($"{noun}_archived"));
        Assert.Equal(ItemStatus.RolledBack, (await StoredAsync(item)).Status);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Execute_AnswerLostAfterTheEffect_MakesOneRecord(ActionType action, string type, string noun)
    {
        await ExecuteAsync(await AddAsync(action), "first");
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = $"/crm/objects/2026-09/{type}/batch/upsert", loseResponse = true });

        var execution = await ExecuteAsync(await AddAsync(action), "second");

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(2, await CountAsync($"{noun}_created"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Execute_AnswerLostAndKeyWithdrawn_IsNotTakenForNothingDone(int status)
    {
        const string Path = "/crm/objects/2026-09/tasks/batch/upsert";
        await ExecuteAsync(await AddAsync(ActionType.CreateTask), "first");
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = Path, loseResponse = true });
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = Path, status, times = -1 });

        var item = await AddAsync(ActionType.CreateTask);
        var waits = Assert.IsType<ExecuteAnswer.GoesOn>(await Program.Executor.ExecuteAsync(await ConfirmAsync(item, "key"), Cancel)).Execution;

        Assert.Equal((ExecutionStatus.Performing, 2), (waits.Status, await CountAsync("task_created")));
    }

    [Fact]
    public async Task Execute_PortalNotConfigured_LinksToTheAccountThatHubSpotNamesAndAsksOnce()
    {
        var links = new[] { await ExecuteAsync(await AddAsync(ActionType.CreateTask), "one"), await ExecuteAsync(await AddAsync(ActionType.CreateTask), "two") };

        Assert.All(links, execution => Assert.Equal($"https://app-eu1.hubspot.com/contacts/4242000/record/0-27/{Id(execution)}", execution.Result!.Link));
        Assert.Single(await Sandbox.RequestsAsync("hubspot"), call => call.Path.Contains("/account-info/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_SomethingStandsInForHubSpot_LinksToItsPageOfTheRecord()
    {
        var pages = new Uri(SandboxAddress, "hubspot-app");
        var execution = await ExecuteAsync(await AddAsync(ActionType.CreateTask));
        var link = await Another(also: ("HubSpot:AppAddress", pages.AbsoluteUri)).Get<HubSpotClient>().FindLinkAsync("0-27", Id(execution), Cancel);

        using var http = new HttpClient();
        Assert.Contains(execution.ItemTitle, await http.GetStringAsync(link, Cancel), StringComparison.Ordinal);
        using var unknown = await http.GetAsync(new Uri(link!.AbsoluteUri + "0"), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    public async Task Execute_HubSpotDoesNotTellItsAccount_StandsWithoutALink(int status)
    {
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "GET", path = "/account-info/", status, times = -1 });

        var execution = await ExecuteAsync(await AddAsync(ActionType.CreateTask));

        Assert.Equal((ExecutionStatus.Succeeded, null), (execution.Status, execution.Result!.Link));
        Assert.Equal("https://app.hubspot.com/contacts/7/record/0-27/1", (await Another(also: ("HubSpot:PortalId", "7")).Get<HubSpotClient>().FindLinkAsync("0-27", "1", Cancel))?.AbsoluteUri);
    }

    [Fact]
    public async Task Execute_HubSpotSilentThenBack_IsFinishedLaterWithOneRecord()
    {
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = "/crm/objects/2026-09/tasks/batch/upsert", loseResponse = true, times = -1 });
        var item = await AddAsync(ActionType.CreateTask);
        var answer = await Program.Executor.ExecuteAsync(await ConfirmAsync(item, "key"), Cancel);
        Assert.Equal(ExecutionStatus.Performing, Assert.IsType<ExecuteAnswer.GoesOn>(answer).Execution.Status);

        await Sandbox.ClearFaultsAsync();
        await Another(TimeSpan.FromMinutes(5)).RunAsync<PerformExecution>(Assert.IsType<ExecuteAnswer.GoesOn>(answer).Execution);

        Assert.Equal(ItemStatus.Executed, (await StoredAsync(item)).Status);
        Assert.Equal(1, await CountAsync("task_created"));
    }

    [Fact]
    public async Task Execute_ContactIsGone_FailsInWordsAndLeavesNothing()
    {
        var item = await AddAsync(ActionType.CreateTask, contact: new("999999", "Nobody"));

        var execution = await ExecuteAsync(item);

        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.NotNull(execution.Error);
        Assert.Equal(await CountAsync("task_created"), await CountAsync("task_archived"));
        Assert.Equal(ItemStatus.Failed, (await StoredAsync(item)).Status);
    }

    [Fact]
    public async Task Execute_PortalRefusesTheProperty_IsStillOneRecord()
    {
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = "/crm/properties", status = 403, times = -1 });
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = "^/crm/objects/2026-09/tasks$", loseResponse = true });

        var execution = await ExecuteAsync(await AddAsync(ActionType.CreateTask));

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(1, await CountAsync("task_created"));
    }

    [Fact]
    public async Task Execute_OwnWordsAndDate_AreWhatTheTaskSays()
    {
        var item = await AddAsync(ActionType.CreateTask);
        var due = TimeProvider.System.GetUtcNow().AddDays(3);

        await Program.Executor.ExecuteAsync(await ConfirmAsync(item, "key", new ActionOverrides("Call Ada", "About the lanes\nzażółć", due)), Cancel);

        var made = Assert.Single(await Sandbox.EffectsAsync("task_created"));
        Assert.Equal(("Call Ada", "About the lanes\nzażółć"), (Property(made, "hs_task_subject"), Property(made, "hs_task_body")));
        Assert.Equal(due.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), Property(made, "hs_timestamp"));
    }

    [Theory]
    [InlineData(ActionType.CreateTask, "overrides.due_at", -1)]
    [InlineData(ActionType.PrepMeeting, "overrides.due_at", 1)]
    [InlineData(ActionType.SendEmail, "overrides.due_at", 1)]
    public async Task Preview_DateThatDoesNotFit_NamesTheField(ActionType action, string field, int days)
    {
        var item = await AddAsync(action);

        var error = await Assert.ThrowsAsync<ValidationException>(
            () => ConfirmAsync(item, "key", new ActionOverrides(DueAt: TimeProvider.System.GetUtcNow().AddDays(days))));

        Assert.Contains(field, error.Errors);
    }

    [Theory]
    [InlineData(ActionType.PrepMeeting)]
    [InlineData(ActionType.CsHealthCheck)]
    public async Task Preview_AboutNobody_NamesTheField(ActionType action)
    {
        var item = await AddAsync(action, nobody: true);

        var error = await Assert.ThrowsAsync<ValidationException>(() => ConfirmAsync(item, "key"));

        Assert.Contains("contact_id", error.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_UnhealthyCustomer_ProposesOneCheckInUnlessTheyAskedToStop(bool mayBeWrittenTo)
    {
        // Nobody was ever in touch (30) or met them (15), and three tickets wait (30).
        var hubSpot = Program.Get<HubSpotClient>();
        var quiet = await hubSpot.CreateRecordAsync(
            HubSpotObject.Contacts, new Dictionary<string, string> { ["email"] = "quiet@northwind.example", ["firstname"] = "Quiet", ["lastname"] = "Person" }, [], Cancel);
        foreach (var stage in (string[])["1", "2", "3", "4"])
        {
            await hubSpot.CreateRecordAsync(
                HubSpotObject.Tickets, new Dictionary<string, string> { ["subject"] = $"In stage {stage}", ["hs_pipeline_stage"] = stage }, [new(HubSpotObject.Contacts, quiet, 16)], Cancel);
        }

        if (!mayBeWrittenTo)
        {
            await Program.Get<SuppressionList>().AddAsync(Casey.Owner, "quiet@northwind.example", new(SuppressionReason.Unsubscribed, "test", TimeProvider.System.GetUtcNow()), Cancel);
        }

        var item = await AddAsync(ActionType.CsHealthCheck, new Related(quiet, "Quiet Person"), onDeal: false);
        var note = Assert.IsType<PreviewedNote>((await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel)).Content);
        await ExecuteAsync(item);
        await Program.Get<SignalStore>().EnsureAsync(Cancel);
        foreach (var message in (await Program.Get<QueueServiceClient>().GetQueueClient(SignalMessage.Queue).ReceiveMessagesAsync(32, cancellationToken: Cancel)).Value)
        {
            await Program.Get<SignalProcessor>().ProcessAsync(message.Body.ToString(), Cancel);
        }

        Assert.Equal((25, 75), (note.Health, note.Risk));
        Assert.Contains("- No open risk, 3 open tickets. −30", note.Body, StringComparison.Ordinal);
        var open = (await Program.Items.ReadOpenAsync(Casey.Owner, Cancel)).Items;
        Assert.Equal(
            mayBeWrittenTo ? ["Check in with Quiet Person: health 25 of 100"] : [],
            open.Where(move => move is { SignalType: "health_low", ActionType: ActionType.CheckIn }).Select(move => move.Title));
    }

    [Fact]
    public async Task Preview_KeyMayNotReadTickets_SaysSo()
    {
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = "^/crm/associations/.*/tickets/batch/read$", status = 403, times = -1 });

        var note = Assert.IsType<PreviewedNote>((await Program.Executor.PreviewAsync(Casey, (await AddAsync(ActionType.CsHealthCheck)).Id, ExecutionMode.Draft, null, Cancel)).Content);

        Assert.Contains("tickets unknown, because the HubSpot key may not read them", note.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_OpenRisks_AreInTheReport()
    {
        for (var number = 0; number < 4; number++)
        {
            await AddAsync(ActionType.RiskEscalation, title: $"Risk {number}");
        }

        var note = Assert.IsType<PreviewedNote>((await Program.Executor.PreviewAsync(Casey, (await AddAsync(ActionType.CsHealthCheck)).Id, ExecutionMode.Draft, null, Cancel)).Content);

        Assert.Contains("−30", note.Body, StringComparison.Ordinal);
    }

    private static string Id(Core.Executions.Execution execution) => execution.Result switch
    {
        TaskResult { TaskId: { } id } => id,
        NoteResult { NoteId: { } id } => id,
        var other => throw new InvalidOperationException($"{other} names no record."),
    };

    private static string? Property(SandboxEffect effect, string name) =>
        effect.Content.GetProperty("properties") is var properties && properties.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task<QueueItem> AddAsync(ActionType action, Related? contact = null, bool nobody = false, string? title = null, bool onDeal = true)
    {
        var move = new NewMove
        {
            Title = title ?? $"About {Deal.Name}",
            ActionType = action,
            ActionContext = action == ActionType.SendEmail ? new MailContext { To = Person.Email } : null,
            Contact = nobody ? null : contact ?? new Related(Person.Id, Person.DisplayName),
            Deal = nobody || !onDeal ? null : new Related(Deal.Id, Deal.Name),
            ScoreInputs = new ScoreInputs(),
        };
        return await Program.Queue.AddAsync(Casey.Owner, Casey.Email, move, Cancel);
    }
}
