using System.Net;
using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using static CaseyOS.Core.Tests.Storage.ScriptedService;

namespace CaseyOS.Core.Tests.Storage;

public sealed class StorageRetryTests
{
    private static readonly Func<HttpResponseMessage> Done = Answer(HttpStatusCode.NoContent);

    public static TheoryData<string, Func<TableClient, Task>> Unrepeatable => new()
    {
        { "insert", table => table.AddEntityAsync(new TableEntity("p", "r")) },
        { "transaction", table => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]) },
        { "update of a version", table => table.UpdateEntityAsync(new TableEntity("p", "r"), new ETag("W/\"1\"")) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Unrepeatable))]
    public async Task Unrepeatable_ServerErrorAfterItMayHaveBeenTaken_IsSentOnce(string what, Func<TableClient, Task> operation)
    {
        foreach (var answer in (Func<HttpResponseMessage>[])[Error(HttpStatusCode.InternalServerError, "OperationTimedOut"), Error(HttpStatusCode.ServiceUnavailable), Error(HttpStatusCode.GatewayTimeout), Failure(HttpRequestError.ResponseEnded)])
        {
            using var service = new ScriptedService(answer);

            var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => operation(service.Table()));

            Assert.True(error.MayHaveHappened, what);
            Assert.Single(service.Requests);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task AddEntity_TurnedAwayByABusyServer_IsTriedAgain(HttpStatusCode status)
    {
        using var service = new ScriptedService(Error(status, "ServerBusy"), Done);

        await service.Table().AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(2, service.Requests.Count);
        Assert.Equal(2, service.RoundTrips.Total);
    }

    [Fact]
    public async Task AddEntity_NoConnectionMade_IsTriedAgain()
    {
        using var service = new ScriptedService(Failure(HttpRequestError.ConnectionError), Failure(HttpRequestError.NameResolutionError), Done);

        await service.Table().AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task AddEntity_BusyForEver_IsUnavailableAndDidNotHappen()
    {
        using var service = new ScriptedService(Error(HttpStatusCode.ServiceUnavailable, "ServerBusy"));

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => service.Table().AddEntityAsync(new TableEntity("p", "r")));

        Assert.False(error.MayHaveHappened);
        Assert.Equal((503, "ServerBusy"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task GetEntity_ServerErrorOnce_IsTriedAgain()
    {
        using var service = new ScriptedService(Error(HttpStatusCode.InternalServerError), Failure(HttpRequestError.ResponseEnded), Answer(HttpStatusCode.OK, """{"PartitionKey":"p","RowKey":"r"}"""));

        Assert.Equal("r", (await service.Table().GetEntityAsync<TableEntity>("p", "r")).Value.RowKey);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, "EntityAlreadyExists")]
    [InlineData(HttpStatusCode.BadRequest, "PropertyValueTooLarge")]
    public async Task AddEntity_Refused_IsNotTransient(HttpStatusCode status, string code)
    {
        using var service = new ScriptedService(Error(status, code));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => service.Table().AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(((int)status, code), (error.Status, error.ErrorCode));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task AddEntity_CallerGivesUp_IsCancellation()
    {
        using var service = new ScriptedService(() => throw new OperationCanceledException());
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Table().AddEntityAsync(new TableEntity("p", "r"), given.Token));
    }

    [Fact]
    public async Task GetEntity_AnswerOfAProxyThatIsNotStorage_KeepsTheStatus()
    {
        using var service = new ScriptedService(Answer(HttpStatusCode.NotFound, "<html>{not ours}"));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => service.Table().GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal(404, error.Status);
    }
}
