using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class IngestionTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Run_FreshInstallation_QueuesMovesThatNameSomebodyAndRestOnRealFacts()
    {
        await sandbox.Client.ResetAsync();
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);

        var signals = await program.RunAllAsync();

        var owner = await program.OwnerAsync();
        var moves = await program.OpenAsync(owner);
        Assert.True(moves.Count >= 8, $"{moves.Count} moves from {signals} signals");
        Assert.Superset(
            new HashSet<string?> { "deal_stalled", "deal_close_date_passed", "new_lead_uncontacted", "proposal_no_response" },
            moves.Select(move => move.SignalType).ToHashSet());
        Assert.All(moves.Where(move => move.Domain != Domain.Marketing), move => Assert.Contains(
            new[] { move.Contact?.Name, move.Company?.Name, move.Deal?.Name }.OfType<string>(),
            name => move.Title.Contains(name, StringComparison.Ordinal)));
        Assert.All(moves, move => Assert.Equal(move.ActionContext is MailContext { To: null } ? 1 : 0, move.ScoreInputs.MissingInformation));
        Assert.Contains(moves, move => move is { ScoreInputs.Value: > 0, ScoreInputs.StageProbability: > 0, ScoreInputs.WaitingSince: not null, ScoreInputs.Deadline: not null });
        var stored = await program.SignalsAsync(owner);
        Assert.Equal(moves.Select(move => move.SignalId!.Value).ToHashSet(), stored.Where(signal => signal.Result == SignalResult.Queued).Select(signal => signal.Signal.Id).ToHashSet());
        Assert.All(stored, signal => Assert.NotNull(signal.ItemTitle));
    }

    [Fact]
    public async Task Run_TwiceInARowAndFromAnotherInstance_AddsNothing()
    {
        await sandbox.Client.ResetAsync();
        var storage = await azurite.NewAccountAsync();
        await using var first = new DetectionProgram(storage, sandbox.Address);
        await using var second = new DetectionProgram(storage, sandbox.Address);
        var signals = await first.RunAllAsync();
        var before = await first.RowKeysAsync();

        Assert.Equal(0, await first.RunAllAsync());
        Assert.Equal(signals, await second.RunAllAsync());

        Assert.Equal(before, await first.RowKeysAsync());
        Assert.Equal(0, await second.RunAllAsync());
    }

    [Fact]
    public async Task Run_TwiceAtTheSameTime_LeavesWhatOneRunLeaves()
    {
        await sandbox.Client.ResetAsync();
        await using var alone = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        await alone.RunAllAsync();
        var owner = await alone.OwnerAsync();
        var expected = (await alone.OpenAsync(owner)).Select(move => (move.SignalHash, move.Title)).ToHashSet();
        var storage = await azurite.NewAccountAsync();
        await using var first = new DetectionProgram(storage, sandbox.Address);
        await using var second = new DetectionProgram(storage, sandbox.Address);

        await Task.WhenAll(first.Ingestion.RunAsync(CancellationToken.None), second.Ingestion.RunAsync(CancellationToken.None));
        await Task.WhenAll(first.DrainAsync(), second.DrainAsync(), first.DrainAsync(), second.DrainAsync());

        owner = await first.OwnerAsync();
        var moves = await first.OpenAsync(owner);
        Assert.Equal(expected, moves.Select(move => (move.SignalHash, move.Title)).ToHashSet());
        Assert.Equal(expected.Count, moves.Count);
        Assert.Equal(moves.Count, (await first.SignalsAsync(owner)).Count(signal => signal.Result == SignalResult.Queued));
    }

    [Fact]
    public async Task Run_CallsAtTheSameTimeInOneProcess_ShareOneRun()
    {
        await sandbox.Client.ResetAsync();
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => program.RunAsync(HubSpotSweep.SourceName)));

        Assert.All(results, result => Assert.Same(results[0].State, result.State));
        Assert.Single(await SearchesAsync(0), request => request.Path.Contains("deals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_NothingChanged_CostsTwoRequests()
    {
        await sandbox.Client.ResetAsync();
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        await program.RunAllAsync();
        var last = (await sandbox.Client.RequestsAsync()).Max(request => request.Seq);

        var result = await program.RunAsync(HubSpotSource.SourceName);

        Assert.Equal(RunStatus.Success, result.State.Status);
        Assert.Equal(
            ["/crm/objects/2026-09/contacts/search", "/crm/objects/2026-09/deals/search"],
            (await sandbox.Client.RequestsAsync(since: last)).Select(request => request.Path.Replace("/hubspot", "", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Sweep_NothingNew_ReadsThePagesAndTheirLinksAndNothingElse()
    {
        await sandbox.Client.ResetAsync();
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        await program.RunAllAsync();
        var last = (await sandbox.Client.RequestsAsync()).Max(request => request.Seq);

        var state = (await program.RunAsync(HubSpotSweep.SourceName)).State;

        Assert.Equal((0, 80, 200), (state.Counts.Signals, state.Counts.Deals, state.Counts.Contacts));
        Assert.Equal(state.Counts.Expected, state.Counts.Imported);
        Assert.True(state.Counts.Known > 0);
        // one page each of deals, contacts and renewals; two hundred contacts have two batches of companies
        Assert.Equal(
            [
                "associations/2026-09/contacts/companies/batch/read", "associations/2026-09/contacts/companies/batch/read",
                "associations/2026-09/deals/companies/batch/read", "associations/2026-09/deals/contacts/batch/read",
                "objects/2026-09/companies/search", "objects/2026-09/contacts/search", "objects/2026-09/deals/search",
            ],
            (await sandbox.Client.RequestsAsync(since: last)).Select(request => request.Path.Replace("/hubspot", "", StringComparison.Ordinal)["/crm/".Length..]).Order());
    }

    [Theory]
    [InlineData("status")]
    [InlineData("cut")]
    [InlineData("malformed")]
    public async Task Poll_PageFails_CursorStaysStatusSaysWhyAndTheNextRunCompletes(string fault)
    {
        await sandbox.Client.ResetAsync();
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address, Impatient);
        await program.RunAllAsync();
        var before = (await program.RunAsync(HubSpotSource.SourceName)).State;
        await sandbox.Client.FaultAsync(new
        {
            provider = "hubspot",
            path = "/crm/objects/2026-09/contacts/search",
            status = fault == "status" ? 500 : (int?)null,
            cutConnection = fault == "cut",
            malformedBody = fault == "malformed",
            times = -1,
        });

        var failed = await program.RunAsync(HubSpotSource.SourceName);

        Assert.NotNull(failed.Error);
        Assert.Equal((before.Cursor, before.LastSuccess, RunStatus.Failed), (failed.State.Cursor, failed.State.LastSuccess, failed.State.Status));
        var status = await program.Ingestion.GetStatusAsync(await program.OwnerAsync(), CancellationToken.None);
        Assert.Equal(RunStatus.Failed, status.Status);
        Assert.Contains(status.Errors, error => error.StartsWith("hubspot: ", StringComparison.Ordinal));
        await sandbox.Client.ClearFaultsAsync();
        var completed = (await program.RunAsync(HubSpotSource.SourceName)).State;
        Assert.Equal(RunStatus.Success, completed.Status);
        Assert.NotEqual(before.Cursor, completed.Cursor);
        Assert.Empty(completed.Errors);
    }

    [Fact]
    public async Task Run_CrashBeforeTheCursorMoved_LosesAndDoublesNothing()
    {
        await sandbox.Client.ResetAsync();
        await using var alone = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        var expected = await alone.RunAllAsync();
        var storage = await azurite.NewAccountAsync();
        await using var broken = new DetectionProgram(storage, sandbox.Address, Impatient);
        // All signals of deals are on their way when the contacts cannot be read: as far as a crash there would come.
        await sandbox.Client.FaultAsync(new { provider = "hubspot", path = "/crm/objects/2026-09/contacts/search", status = 500, times = -1 });
        Assert.NotNull((await broken.RunAsync(HubSpotSweep.SourceName)).Error);
        await sandbox.Client.ClearFaultsAsync();

        await using var restarted = new DetectionProgram(storage, sandbox.Address);
        await restarted.RunAllAsync();

        var owner = await restarted.OwnerAsync();
        var rows = await restarted.SignalsAsync(owner);
        Assert.Equal(rows.Count, rows.Select(row => row.Signal.Hash).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(expected, rows.Count + (await restarted.SignalsAsync(await restarted.OwnerAsync("alex@dwtb.example"))).Count);
    }

    [Fact]
    public async Task Run_OwnerWithoutAccount_IsCountedAsSkippedWithTheReason()
    {
        await sandbox.Client.ResetAsync();
        await using var program = new DetectionProgram(
            await azurite.NewAccountAsync(), sandbox.Address, new Dictionary<string, string?>(StringComparer.Ordinal) { ["ALLOWED_EMAILS"] = "casey@dwtb.example" });

        var state = (await program.RunAsync(HubSpotSweep.SourceName)).State;

        var note = Assert.Single(state.Notes);
        Assert.Matches(@"^\d+ skipped: HubSpot owner 81520002 has no account here \(ALLOWED_EMAILS\)\.$", note);
        Assert.Equal(RunStatus.Success, state.Status);
        Assert.True(state.Counts.Imported < state.Counts.Expected);
    }

    [Fact]
    public async Task Run_MoreSignalsThanABatchHolds_GoesOnAtOnceAndSaysSo()
    {
        await sandbox.Client.ResetAsync();
        await using var alone = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        var all = (await alone.RunAsync(HubSpotSweep.SourceName)).State.Counts.Signals;
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address, Batches(4, 50));

        var state = (await program.RunAsync(HubSpotSweep.SourceName)).State;

        Assert.Equal((all, RunStatus.Success), (state.Counts.Signals, state.Status));
        Assert.Contains(state.Notes, note => note.EndsWith("batches of at most 4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_MoreBatchesThanARunMaySend_TheRestWaitsForTheNextRun()
    {
        await sandbox.Client.ResetAsync();
        await using var alone = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        var all = (await alone.RunAsync(HubSpotSweep.SourceName)).State.Counts.Signals;
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address, Batches(10, 3));

        var first = (await program.RunAsync(HubSpotSweep.SourceName)).State;
        var processed = await program.DrainAsync();
        Assert.Equal((30, 30, RunStatus.Partial, null), (first.Counts.Signals, processed, first.Status, first.Cursor));
        Assert.Contains("batch truncated: the rest waits for the next run", first.Notes);

        for (var run = 0; processed < all && run < 100; run++)
        {
            await program.RunAsync(HubSpotSweep.SourceName);
            processed += await program.DrainAsync();
        }

        Assert.Equal(all, processed);
        Assert.Equal(RunStatus.Success, (await program.RunAsync(HubSpotSweep.SourceName)).State.Status);
    }

    private static IReadOnlyDictionary<string, string?> Impatient { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Resilience:MaxRetries"] = "1",
        ["Resilience:BaseDelay"] = "00:00:00.01",
    };

    private static Dictionary<string, string?> Batches(int size, int perRun) => new(StringComparer.Ordinal)
    {
        ["Signals:BatchSize"] = size.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Signals:BatchesPerRun"] = perRun.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private async Task<IEnumerable<SandboxRequest>> SearchesAsync(long since) =>
        (await sandbox.Client.RequestsAsync("hubspot", since)).Where(request => request.Path.EndsWith("/search", StringComparison.Ordinal));
}
