using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class TableKeyTests(AzuriteFixture azurite)
{
    public static TheoryData<string> OddKeys =>
    [
        "open|0198c0ff-ee00-7000-8000-000000000001", "it's", "''", "a b", "a+b", "100%", "%41", "%2541", "a=b&c;d,e", "(x)", "Zoë", "東京", "🚚", "ß@ñ.example", "", ".", "..", "~-_!*$", "\"quoted\"", "<tag>", "[a]{b}^`", ":",
    ];

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task Entity_OddKey_IsFoundChangedListedAndDeleted(string key)
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        await table.AddEntityAsync(new TableEntity(key, key) { ["N"] = 1 });
        await table.AddEntityAsync(new TableEntity(key, key + "2") { ["N"] = 1 });

        var row = (await table.GetEntityAsync<TableEntity>(key, key)).Value;
        Assert.Equal((key, key), (row.PartitionKey, row.RowKey));
        await table.UpdateEntityAsync(new TableEntity(key, key) { ["N"] = 2 }, row.ETag);
        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertMerge, new TableEntity(key, key) { ["M"] = 3 }),
            new(TableTransactionActionType.Delete, new TableEntity(key, key + "2")),
        ]);

        var listed = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}")).ToListAsync();
        Assert.Equal((2, 3), (Assert.Single(listed).GetInt32("N"), listed[0].GetInt32("M")));
        Assert.Equal(204, (await table.DeleteEntityAsync(key, key)).Status);
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public async Task AddEntity_ForbiddenCharacter_IsRefusedNamingIt(string key)
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => table.AddEntityAsync(new TableEntity("p", key)));

        Assert.Contains($"U+{(int)key[1]:X4}", error.Message, StringComparison.Ordinal);
        Assert.Contains("RowKey", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddEntity_KeyOverOneKibibyte_IsRefused()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => table.AddEntityAsync(new TableEntity("p", new string('x', 513))));
    }
}
