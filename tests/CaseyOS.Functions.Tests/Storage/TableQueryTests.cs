using System.Globalization;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class TableQueryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Query_MoreThanAThousandRows_FollowsContinuationInKeyOrder()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        await FillAsync(table, "p", 1201);
        await FillAsync(table, "other", 1);

        using var trips = StorageRoundTrips.Measure();
        var rows = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {"p"}")).ToListAsync();

        Assert.Equal(1201, rows.Count);
        Assert.Equal(rows.Select(row => row.RowKey).Order(StringComparer.Ordinal), rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal("p", row.PartitionKey));
        Assert.Equal(2, trips.Count);
    }

    [Fact]
    public async Task Query_ContinuationToken_GoesOnWhereThePageEnded()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        await FillAsync(table, "Zoë 東京", 25);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"Zoë 東京"}");

        var first = await table.QueryAsync<TableEntity>(filter, maxPerPage: 10).AsPages().FirstAsync();
        var rest = await table.QueryAsync<TableEntity>(filter, maxPerPage: 10).AsPages(first.ContinuationToken).ToListAsync();

        Assert.Equal(10, first.Values.Count);
        Assert.Equal([10, 5], rest.Select(page => page.Values.Count));
        Assert.Null(rest[^1].ContinuationToken);
        Assert.Equal(25, first.Values.Concat(rest.SelectMany(page => page.Values)).DistinctBy(row => row.RowKey).Count());
    }

    [Fact]
    public async Task Query_PrefixRange_ReturnsTheRowsOfThePrefixOnly()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        foreach (var key in (string[])["done|1", "open|1", "open|2", "openx", "version"])
        {
            await table.AddEntityAsync(new TableEntity("owner", key));
        }

        var rows = await table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {"owner"} and RowKey ge {"open|"} and RowKey lt {"open}"}")).ToListAsync();

        Assert.Equal(["open|1", "open|2"], rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task Query_FilterOfEveryType_FindsTheRow()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        var time = new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(2));
        var id = Guid.NewGuid();
        var row = new TableEntity("p", "r") { ["S"] = "O'Neill's & Sons, 100% + #1?", ["I"] = 7, ["L"] = 7L, ["D"] = 7.5, ["B"] = true, ["T"] = time, ["G"] = id };
        await table.AddEntityAsync(row);
        await table.AddEntityAsync(new TableEntity("p", "other"));

        FormattableString[] filters =
        [
            $"S eq {row.GetString("S")}", $"I eq {7}", $"L eq {7L}", $"D eq {7.5}", $"B eq {true}", $"T eq {time}", $"G eq {id}",
        ];
        foreach (var filter in filters)
        {
            var found = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter)).ToListAsync();
            Assert.True(found.Count == 1 && found[0].RowKey == "r", TableClient.CreateQueryFilter(filter));
        }
    }

    [Fact]
    public async Task Query_EarlyEndOfReading_AsksForNoFurtherPage()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        await FillAsync(table, "p", 30);

        using var trips = StorageRoundTrips.Measure();
        var few = await table.QueryAsync<TableEntity>(maxPerPage: 10, select: ["RowKey"]).Take(10).ToListAsync();

        Assert.Equal(10, few.Count);
        Assert.Equal(1, trips.Count);
    }

    private static async Task FillAsync(TableClient table, string partition, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk.Select(number => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(partition, number.ToString("D5", CultureInfo.InvariantCulture)) { ["N"] = number })));
        }
    }
}
