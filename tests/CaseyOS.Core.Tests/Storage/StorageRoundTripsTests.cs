using System.Net;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using static CaseyOS.Core.Tests.Storage.ScriptedService;

namespace CaseyOS.Core.Tests.Storage;

public sealed class StorageRoundTripsTests
{
    [Fact]
    public async Task Measure_Nested_CountsInBothAndOnlyItsOwnFlow()
    {
        using var service = new ScriptedService(Answer(HttpStatusCode.NoContent));
        using var outer = StorageRoundTrips.Measure();
        await service.Table().AddEntityAsync(new TableEntity("p", "r"));

        using (var inner = StorageRoundTrips.Measure())
        {
            await service.Table().UpsertEntityAsync(new TableEntity("p", "r"));
            Assert.Equal([new("table", "UpsertEntity", "Things")], inner.Trips);
        }

        await Elsewhere(() => service.Table().DeleteEntityAsync("p", "r"));

        Assert.Equal(["AddEntity Things", "UpsertEntity Things"], outer.Trips.Select(trip => trip.ToString()));
    }

    [Fact]
    public async Task Record_OfTheInstance_SeesEveryFlowUntilDisposed()
    {
        using var service = new ScriptedService(Answer(HttpStatusCode.NoContent));
        var recording = service.RoundTrips.Record();
        await Elsewhere(() => service.Table().DeleteEntityAsync("p", "r"));

        recording.Dispose();
        await service.Table().DeleteEntityAsync("p", "r");

        Assert.Equal(1, recording.Count);
        Assert.Equal(2, service.RoundTrips.Total);
    }

    // Somebody else's work, as a timer's would be.
    private static Task Elsewhere(Func<Task> work)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }
}
