using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;
using static CaseyOS.Core.Storage.Tables.TableTransactionActionType;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class TableTransactionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Submit_AllKindsOfActions_AppliesThemAndReturnsTheNewETags()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "gone"));
        var changed = (await table.AddEntityAsync(new TableEntity("p", "changed") { ["Old"] = 1 })).Headers.ETag!.Value;
        await table.AddEntityAsync(new TableEntity("p", "replaced") { ["Old"] = 1 });

        using var trips = StorageRoundTrips.Measure();
        var answers = (await table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("p", "new") { ["Text"] = "Zoë 東京 🚚\r\n--batch_x\r\nHTTP/1.1 500" }),
            new(UpdateMerge, new TableEntity("p", "changed") { ["New"] = 2L }, changed),
            new(UpdateReplace, new TableEntity("p", "replaced") { ["New"] = 2L }, ETag.All),
            new(UpsertMerge, new TableEntity("p", "version") { ["N"] = 1 }),
            new(UpsertReplace, new TableEntity("p", "other") { ["N"] = 1 }),
            new(Delete, new TableEntity("p", "gone")),
        ])).Value;

        Assert.Equal(1, trips.Count);
        Assert.Equal([204, 204, 204, 204, 204, 204], answers.Select(answer => answer.Status));
        var rows = await table.QueryAsync<TableEntity>().ToDictionaryAsync(row => row.RowKey);
        Assert.Equal(["changed", "new", "other", "replaced", "version"], rows.Keys.Order());
        Assert.Equal("Zoë 東京 🚚\r\n--batch_x\r\nHTTP/1.1 500", rows["new"].GetString("Text"));
        Assert.Equal((1, 2L), (rows["changed"].GetInt32("Old"), rows["changed"].GetInt64("New")));
        Assert.False(rows["replaced"].ContainsKey("Old"));
        string[] order = ["new", "changed", "replaced", "version", "other"];
        Assert.Equal(order.Select(key => (ETag?)rows[key].ETag), answers.Take(5).Select(answer => answer.Headers.ETag));
    }

    [Fact]
    public async Task Submit_OneActionRefused_AppliesNothingAndNamesTheIndex()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "taken"));
        await table.AddEntityAsync(new TableEntity("p", "changed") { ["N"] = 1 });

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(Add, new TableEntity("p", "new")),
            new(UpdateMerge, new TableEntity("p", "changed") { ["N"] = 2 }, ETag.All),
            new(Add, new TableEntity("p", "taken")),
            new(Add, new TableEntity("p", "later")),
        ]));

        Assert.Equal((409, TableErrorCode.EntityAlreadyExists, 2), (error.Status, error.ErrorCode, error.FailedTransactionActionIndex));
        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(["changed", "taken"], rows.Select(row => row.RowKey));
        Assert.Equal(1, rows[0].GetInt32("N"));
    }

    [Fact]
    public async Task Submit_StaleETag_FailsWithConditionNotSatisfied()
    {
        var table = await TableAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["N"] = 1 });

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, new TableEntity("p", "new")), new(UpdateReplace, new TableEntity("p", "r"), stale)]));

        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied, 1), (error.Status, error.ErrorCode, error.FailedTransactionActionIndex));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "new")).HasValue);
    }

    [Fact]
    public async Task Submit_DeleteOfAMissingRow_FailsAndNamesTheIndex()
    {
        var table = await TableAsync();

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, new TableEntity("p", "new")), new(Delete, new TableEntity("p", "none"))]));

        Assert.Equal((404, 1), (error.Status, error.FailedTransactionActionIndex));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "new")).HasValue);
    }

    [Fact]
    public async Task Submit_MissingTable_Fails404()
    {
        var storage = await azurite.NewStorageAsync();

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => storage.Tables.GetTableClient("Missing").SubmitTransactionAsync([new(Add, new TableEntity("p", "r"))]));

        Assert.Equal((404, TableErrorCode.TableNotFound), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task Submit_SameDedupeMarkFromManyAtOnce_OneWinsAndTheOthersLeaveNothing()
    {
        var table = await TableAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            try
            {
                await table.SubmitTransactionAsync([new(Add, new TableEntity("p", $"item|{number}")), new(Add, new TableEntity("p", "hash|1"))]);
                return true;
            }
            catch (TableTransactionFailedException error) when (error.ErrorCode == TableErrorCode.EntityAlreadyExists)
            {
                return false;
            }
        }));

        Assert.Single(results, won => won);
        Assert.Equal(2, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task Submit_ManyPartitionsAndTablesAtOnce_AllSucceed()
    {
        var storage = await azurite.NewStorageAsync();
        var tables = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => storage.CreateTableAsync($"Table{number}")));

        await Task.WhenAll(Enumerable.Range(0, 120).Select(async number =>
        {
            var table = tables[number % 3];
            await table.UpsertEntityAsync(new TableEntity($"p{number % 7}", $"single{number}"), TableUpdateMode.Replace);
            await table.UpdateEntityAsync(new TableEntity($"p{number % 7}", $"single{number}") { ["N"] = 1 }, ETag.All, TableUpdateMode.Replace);
            await table.SubmitTransactionAsync(
                [new(Add, new TableEntity($"p{number % 7}", $"a{number}")), new(UpsertMerge, new TableEntity($"p{number % 7}", "version") { ["N"] = number })]);
        }));

        var counts = await Task.WhenAll(tables.Select(async table => await table.QueryAsync<TableEntity>().CountAsync()));
        Assert.Equal(120 * 2 + 3 * 7, counts.Sum());
    }

    [Fact]
    public async Task Submit_AgainstTheRules_IsRefusedBeforeSending()
    {
        var table = await TableAsync();
        TableTransactionAction[][] wrong =
        [
            [],
            [new(Add, new TableEntity("p", "a")), new(Add, new TableEntity("q", "b"))],
            [new(Add, new TableEntity("p", "a")), new(UpsertMerge, new TableEntity("p", "a"))],
            [.. Enumerable.Range(0, 101).Select(number => new TableTransactionAction(Add, new TableEntity("p", $"{number}")))],
            [new(UpdateMerge, new TableEntity("p", "a"))],
        ];
        using var trips = StorageRoundTrips.Measure();

        foreach (var actions in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => table.SubmitTransactionAsync(actions));
        }

        Assert.Equal(0, trips.Count);
    }

    private async Task<TableClient> TableAsync() => await (await azurite.NewStorageAsync()).CreateTableAsync();
}
