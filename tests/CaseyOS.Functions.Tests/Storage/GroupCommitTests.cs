using System.Globalization;
using Azure;
using CaseyOS.Core;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Groups;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;
using static CaseyOS.Core.Storage.Tables.TableTransactionActionType;

namespace CaseyOS.Functions.Tests.Storage;

/// <summary>Many writers of one partition: few round trips, and each is answered as if it had been alone.</summary>
public sealed class GroupCommitTests(AzuriteFixture azurite)
{
    private const string Partition = "owner";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_FiftyAtOnce_TakeAHandfulOfRoundTripsAndAreAllStored()
    {
        var table = await TableAsync();
        var group = new GroupCommit(table);
        using var trips = StorageRoundTrips.Measure();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => group.SubmitAsync(Rows(number, "a", "b", "c"), Cancel)));

        // 150 rows; the first writer goes alone, because nobody else is there yet.
        Assert.InRange(trips.Count, 2, 6);
        Assert.Equal(150, await table.QueryAsync<TableEntity>(cancellationToken: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task Submit_OneRefused_HearsItsOwnReasonAndTheOthersAreStored()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity(Partition, "7 b"), Cancel);
        var group = new GroupCommit(table);

        var writes = Enumerable.Range(0, 20).Select(number => group.SubmitAsync(Rows(number, "a", "b"), Cancel)).ToList();
        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Task.WhenAll(writes));

        Assert.Equal((TableErrorCode.EntityAlreadyExists, 1), (refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Equal([7], Enumerable.Range(0, 20).Where(number => writes[number].IsFaulted));
        Assert.Equal(39, await table.QueryAsync<TableEntity>(cancellationToken: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task Submit_OneThatStorageDoesNotTake_FailsAlone()
    {
        var table = await TableAsync();
        var group = new GroupCommit(table);
        var tooLong = new RowsWrite(new TableTransactionAction(Add, new TableEntity(Partition, "long") { ["Text"] = new string('x', 40_000) }));

        var first = group.SubmitAsync(Rows(0, "a"), Cancel);
        var bad = group.SubmitAsync(tooLong, Cancel);
        await Task.WhenAll([first, .. Enumerable.Range(1, 5).Select(number => group.SubmitAsync(Rows(number, "a"), Cancel))]);

        Assert.Equal(400, (await Assert.ThrowsAnyAsync<RequestFailedException>(() => bad)).Status);
        Assert.Equal(6, await table.QueryAsync<TableEntity>(cancellationToken: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task Submit_TheSameRowByTwo_IsWrittenInTheirOrder()
    {
        var table = await TableAsync();
        var group = new GroupCommit(table);

        await Task.WhenAll(Enumerable.Range(1, 9).Select(number => group.SubmitAsync(
            new RowsWrite(new TableTransactionAction(UpsertReplace, new TableEntity(Partition, "same") { ["N"] = number })), Cancel)));

        Assert.Equal(9, (await table.GetEntityAsync<TableEntity>(Partition, "same", cancellationToken: Cancel)).Value.GetInt32("N"));
    }

    [Fact]
    public async Task SharedRow_TwoInstancesCountTogetherUpToALimit_NobodyIsLostAndNobodyIsTooMuch()
    {
        const int Most = 40;
        var table = await TableAsync();
        var instances = Enumerable.Range(0, 2).Select(_ => (Group: new GroupCommit(table), Row: Counter(table))).ToList();
        // The sixth writer of each instance is refused by a row of its own, and must not be counted.
        await table.AddEntityAsync(new TableEntity(Partition, "0 5"), Cancel);
        await table.AddEntityAsync(new TableEntity(Partition, "1 5"), Cancel);

        var ends = await Task.WhenAll(instances.SelectMany((instance, number) => Enumerable.Range(0, 30).Select(async writer =>
        {
            while (true)
            {
                try
                {
                    await instance.Group.SubmitAsync(new Counted($"{number} {writer}", instance.Row.Change(UpTo(Most))), Cancel);
                    return "counted";
                }
                catch (RowConflictException)
                {
                    // read anew
                }
                catch (ConflictException full)
                {
                    return full.Code;
                }
                catch (TableTransactionFailedException)
                {
                    return "refused";
                }
            }
        })));

        Assert.Equal(Most, ends.Count(end => end == "counted"));
        Assert.Equal(Most, int.Parse((await Counter(table).ReadNewestAsync(Cancel)).Text, CultureInfo.InvariantCulture));
        Assert.Equal(Most + 2, await table.QueryAsync<TableEntity>(cancellationToken: Cancel).CountAsync(row => row.RowKey != "count", Cancel));
        Assert.All(ends, end => Assert.Contains(end, (string[])["counted", "full", "refused"]));
    }

    [Fact]
    public async Task SharedRow_WhatIsHeldIsFullButStorageHasRoomAgain_IsAdmitted()
    {
        var table = await TableAsync();
        var (group, row) = (new GroupCommit(table), Counter(table));
        await group.SubmitAsync(new Counted("first", row.Change(UpTo(1))), Cancel);
        await table.UpsertEntityAsync(new TableEntity(Partition, "count") { ["N"] = "0" }, TableUpdateMode.Replace, Cancel);

        await Assert.ThrowsAsync<RowConflictException>(() => group.SubmitAsync(new Counted("second", row.Change(UpTo(1))), Cancel));
        await group.SubmitAsync(new Counted("second", row.Change(UpTo(1))), Cancel);
        var full = await Assert.ThrowsAnyAsync<CaseyOsException>(() => group.SubmitAsync(new Counted("third", row.Change(UpTo(1))), Cancel));

        Assert.Equal("row_conflict", full.Code); // judged by the copy; and now by storage:
        Assert.Equal("full", (await Assert.ThrowsAnyAsync<CaseyOsException>(() => group.SubmitAsync(new Counted("third", row.Change(UpTo(1))), Cancel))).Code);
    }

    [Fact]
    public async Task Submit_TheAnswerIsLost_NobodyThinksThatHeKnowsAndTheNextReadsAnew()
    {
        var storage = await azurite.NewStorageAsync();
        var table = await storage.CreateTableAsync();
        await using var proxy = CuttingProxy.Before(storage.Tables.Uri.Port);
        var cut = new TableServiceClient(storage.ConnectionStringThrough(proxy), new()).GetTableClient(table.Name);
        var (group, row) = (new GroupCommit(cut), Counter(cut));
        await group.SubmitAsync(new Counted("before", row.Change(UpTo(9))), Cancel);

        proxy.CutNext(Cut.Answer);
        var lost = await Assert.ThrowsAsync<StorageUnavailableException>(() => group.SubmitAsync(new Counted("lost", row.Change(UpTo(9))), Cancel));
        await group.SubmitAsync(new Counted("after", row.Change(UpTo(9))), Cancel);

        Assert.True(lost.MayHaveHappened);
        Assert.Equal("3", (await row.ReadNewestAsync(Cancel)).Text);
    }

    private static RowsWrite Rows(int number, params string[] names) =>
        new([.. names.Select(name => new TableTransactionAction(Add, new TableEntity(Partition, $"{number} {name}")))]);

    private static SharedRow<Count> Counter(TableClient table) => new(
        table, Partition, "count", row => new(row?.GetString("N") ?? "0"), (row, count) => row["N"] = count.Text, TimeProvider.System);

    private static Func<Count, Count> UpTo(int most) => count => int.Parse(count.Text, CultureInfo.InvariantCulture) is var now && now < most
        ? new((now + 1).ToString(CultureInfo.InvariantCulture))
        : throw new ConflictException("full", "There is no room.");

    private async Task<TableClient> TableAsync() => await (await azurite.NewStorageAsync()).CreateTableAsync();

    private sealed record Count(string Text);

    private sealed class Counted(string key, SharedChange change) : GroupWrite
    {
        public override IReadOnlyList<TableTransactionAction> Rows { get; } = [new(Add, new TableEntity(Partition, key))];

        public override IReadOnlyList<SharedChange> Shared { get; } = [change];
    }
}
