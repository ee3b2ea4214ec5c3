using System.Diagnostics;
using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class TableLimitTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task SetText_LargestText_SurvivesARowAndATransaction()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        var text = string.Concat(Enumerable.Repeat("Zoë 東京 🚚 ", EntityText.MaxBytes / 20));
        var row = new TableEntity("p", "r");
        row.SetText("Body", text);

        await table.AddEntityAsync(row);
        row.RowKey = "s";
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, row)]);

        Assert.All(await table.QueryAsync<TableEntity>().ToListAsync(), stored => Assert.Equal(text, stored.GetText("Body")));
    }

    [Fact]
    public async Task AddEntity_PropertyOverTheLimit_IsRefusedWithItsCode()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "fits") { ["Text"] = new string('ü', 32 * 1024) });

        var error = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = new string('ü', (32 * 1024) + 1) }));

        Assert.Equal((400, "PropertyValueTooLarge"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task SubmitTransaction_OverFourMebibytes_IsRefusedAndAppliesNothing()
    {
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync();
        var rows = Enumerable.Range(0, 30).Select(number =>
        {
            var row = new TableEntity("p", $"{number}");
            row.SetText("Body", new string('x', EntityText.MaxBytes));
            return new TableTransactionAction(TableTransactionActionType.Add, row);
        });

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(rows));

        Assert.InRange(error.Status, 400, 413);
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task AnyOperation_WrongKey_SaysWhatToCheck()
    {
        var account = await azurite.NewAccountAsync();
        var wrong = account.Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);

        var onTable = await Assert.ThrowsAsync<RequestFailedException>(() => new TableServiceClient(wrong).GetTableClient("Things").CreateIfNotExistsAsync());
        var onQueue = await Assert.ThrowsAsync<RequestFailedException>(() => new QueueServiceClient(wrong).GetQueueClient("things").CreateIfNotExistsAsync());

        Assert.All([onTable, onQueue], error =>
        {
            Assert.Equal(403, error.Status);
            Assert.Contains("check the account key in Storage:ConnectionString", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task AnyOperation_Listener_SeesOneActivityWithoutKeys()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StorageTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var table = await (await azurite.NewStorageAsync()).CreateTableAsync("Traced");

        await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("ada@northwind.example", "secret"));

        var activity = Assert.Single(activities, activity => activity.OperationName == "table.GetEntity" && Equals(activity.GetTagItem("caseyos.storage.resource"), "Traced"));
        Assert.Equal((ActivityStatusCode.Error, "ResourceNotFound"), (activity.Status, activity.StatusDescription));
        Assert.DoesNotContain(activity.TagObjects, tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) is true);
    }
}
