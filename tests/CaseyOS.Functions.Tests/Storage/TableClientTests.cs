using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class TableClientTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task AddEntity_AllTypes_ReadsBackTheSame()
    {
        var table = await TableAsync();
        var time = new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.Zero).AddTicks(1234567);
        var id = Guid.NewGuid();
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "Zoë — 東京 🚚 \"quoted\" <tag>\r\n",
            ["Empty"] = "",
            ["Int"] = int.MinValue,
            ["Long"] = long.MaxValue,
            ["Double"] = 0.1,
            ["Whole"] = 3d,
            ["NaN"] = double.NaN,
            ["Infinity"] = double.NegativeInfinity,
            ["Bool"] = true,
            ["Time"] = time,
            ["Guid"] = id,
            ["Bytes"] = new byte[] { 0, 255, 7 },
            ["Null"] = null,
        });

        var row = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("Zoë — 東京 🚚 \"quoted\" <tag>\r\n", row.GetString("Text"));
        Assert.Equal("", row.GetString("Empty"));
        Assert.Equal(int.MinValue, row.GetInt32("Int"));
        Assert.Equal(long.MaxValue, row.GetInt64("Long"));
        Assert.Equal(0.1, row.GetDouble("Double"));
        Assert.Equal(3d, row.GetDouble("Whole"));
        Assert.Equal(double.NaN, row.GetDouble("NaN"));
        Assert.Equal(double.NegativeInfinity, row.GetDouble("Infinity"));
        Assert.True(row.GetBoolean("Bool"));
        Assert.Equal(time, row.GetDateTimeOffset("Time"));
        Assert.Equal(id, row.GetGuid("Guid"));
        Assert.Equal([0, 255, 7], row.GetBinary("Bytes"));
        Assert.False(row.ContainsKey("Null"));
        Assert.NotNull(row.Timestamp);
        Assert.NotEqual(default, row.ETag);
    }

    [Fact]
    public async Task AddEntity_SameKeys_FailsWithEntityAlreadyExists()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, error.Status);
        Assert.Equal(TableErrorCode.EntityAlreadyExists, error.ErrorCode);
    }

    [Fact]
    public async Task AddEntity_ETagOfTheAnswer_IsTheRowsETag()
    {
        var table = await TableAsync();

        var answer = await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag, answer.Headers.ETag);
    }

    [Fact]
    public async Task UpdateEntity_StaleETag_FailsAndKeepsTheRow()
    {
        var table = await TableAsync();
        var first = (await table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 })).Headers.ETag!.Value;
        var second = (await table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, first)).Headers.ETag!.Value;

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 3 }, first));

        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied), (error.Status, error.ErrorCode));
        var row = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((2, second), (row.GetInt32("N"), row.ETag));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, true)]
    [InlineData(TableUpdateMode.Replace, false)]
    public async Task UpdateEntity_PropertyNotMentioned_StaysOnlyWhenMerging(TableUpdateMode mode, bool stays)
    {
        var table = await TableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Old"] = "x" });

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["New"] = 1 }, ETag.All, mode);

        var row = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(stays, row.ContainsKey("Old"));
        Assert.Equal(1, row.GetInt32("New"));
    }

    [Fact]
    public async Task UpdateEntity_WithoutETag_IsRefusedBeforeSending()
    {
        var table = await TableAsync();
        using var trips = StorageRoundTrips.Measure();

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));

        Assert.Equal(0, trips.Count);
    }

    [Fact]
    public async Task UpdateEntity_NoSuchRow_Fails404()
    {
        var table = await TableAsync();

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "none"), ETag.All));

        Assert.Equal(404, error.Status);
    }

    [Fact]
    public async Task GetEntityIfExists_NoRow_HasNoValue_NoTable_Throws()
    {
        var table = await TableAsync();
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "none")).HasValue);

        var storage = await azurite.NewStorageAsync();
        var missing = storage.Tables.GetTableClient("Missing");
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => missing.GetEntityIfExistsAsync<TableEntity>("p", "r"));
        Assert.Equal(TableErrorCode.TableNotFound, error.ErrorCode);
    }

    [Fact]
    public async Task GetEntity_Select_ReturnsOnlyThoseProperties()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        var row = (await table.GetEntityAsync<TableEntity>("p", "r", ["A"])).Value;

        Assert.True(row.ContainsKey("A"));
        Assert.False(row.ContainsKey("B"));
    }

    [Fact]
    public async Task DeleteEntity_TwiceAndWithStaleETag_GoneIsFineOtherVersionIsNot()
    {
        var table = await TableAsync();
        var first = (await table.AddEntityAsync(new TableEntity("p", "r"))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["N"] = 1 });

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", first));
        Assert.Equal(412, error.Status);
        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
    }

    [Fact]
    public async Task CreateIfNotExists_ManyAtOnce_AllSucceed()
    {
        var storage = await azurite.NewStorageAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => storage.Tables.GetTableClient("Same").CreateIfNotExistsAsync()));

        Assert.Equal(["Same"], await storage.Tables.QueryTableNamesAsync().ToListAsync());
    }

    [Fact]
    public async Task Entity_OwnClass_ReadsBackItsProperties()
    {
        var table = await TableAsync();
        var due = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        await table.AddEntityAsync(new Thing { PartitionKey = "p", RowKey = "r", Name = "n", Count = 5_000_000_000, Due = due, Kind = DayOfWeek.Friday });

        var thing = (await table.GetEntityAsync<Thing>("p", "r")).Value;
        Assert.Equal(("n", 5_000_000_000, (DateTimeOffset?)due, DayOfWeek.Friday, null), (thing.Name, thing.Count, thing.Due, thing.Kind, thing.Score));
    }

    private async Task<TableClient> TableAsync() => await (await azurite.NewStorageAsync()).CreateTableAsync();

    private sealed class Thing : ITableEntity
    {
        public required string PartitionKey { get; set; }

        public required string RowKey { get; set; }

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Name { get; set; }

        public long Count { get; set; }

        public double? Score { get; set; }

        public DateTimeOffset? Due { get; set; }

        public DayOfWeek Kind { get; set; }
    }
}
