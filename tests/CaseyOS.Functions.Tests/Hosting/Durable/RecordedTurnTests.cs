using System.Globalization;
using System.Text.Json;
using CaseyOS.Core.Orchestration;
using CaseyOS.Functions.Hosting;
using CaseyOS.Functions.Hosting.Durable;
using CaseyOS.Testing.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Wire = CaseyOS.Functions.Hosting.Durable.Wire;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

/// <summary>What a real Functions host with the Durable extension sent.</summary>
public sealed class RecordedTurnTests
{
    [Theory]
    [InlineData("orchestration-event.json", 6)]
    [InlineData("orchestration-terminated.json", 4)]
    public void Read_EveryRecordedTurn_HasTheRecordedEvents(string file, int turns)
    {
        var recorded = Turns(file);

        Assert.Equal(turns, recorded.Length);
        Assert.All(recorded, turn =>
        {
            using var payload = JsonDocument.Parse(turn.GetProperty("request").GetRawText());
            var read = DurableProtocol.Read(InvocationPayload.QueueMessage(InvocationPayload.Data(payload)));
            var decoded = turn.GetProperty("decoded");

            Assert.Equal(decoded.GetProperty("instanceId").GetString(), read.InstanceId);
            Assert.Equal("Orch", read.Name);
            Assert.Equal(Described(decoded, "pastEvents"), read.Past.Select(Describe));
            Assert.Equal(Described(decoded, "newEvents"), read.New.Select(Describe));
        });
    }

    [Fact]
    public async Task Orchestration_ActivityTimerEvent_AnswersEachRecordedTurn()
    {
        await using var host = await StartAsync();
        var answers = new List<Wire.OrchestratorResponse>();
        foreach (var turn in Turns("orchestration-event.json"))
        {
            answers.Add(await host.TurnAsync("Orch", turn.GetProperty("request").GetRawText()));
        }

        Assert.All(answers, answer => Assert.Equal("watch-1", answer.InstanceId));
        Assert.Equal((0, "SayHello"), Scheduled(answers[0]));
        Assert.Equal("""{"item":"0198c0de","window_hours":72}""", answers[0].Actions[0].ScheduleTask.Input);
        var timer = Assert.Single(answers[1].Actions);
        Assert.Equal(1, timer.Id);
        Assert.Equal(Time("2026-11-21T09:29:17.7611621Z"), timer.CreateTimer.FireAt.ToDateTime()); // two seconds after the turn's clock
        Assert.Empty(answers[2].Actions);
        Assert.Equal("\"watching\"", answers[2].CustomStatus);
        var end = Assert.Single(answers[3].Actions).CompleteOrchestration;
        Assert.Equal((Wire.OrchestrationStatus.Completed, "\"email_replied\""), (end.OrchestrationStatus, end.Result));

        // The same id again: another run, which knows nothing of the first.
        Assert.Equal((0, "SayHello"), Scheduled(answers[4]));
        Assert.Equal(1, Assert.Single(answers[5].Actions).Id);
    }

    [Fact]
    public async Task Orchestration_Terminated_AnswersEachRecordedTurn()
    {
        await using var host = await StartAsync();
        var answers = new List<Wire.OrchestratorResponse>();
        foreach (var turn in Turns("orchestration-terminated.json"))
        {
            answers.Add(await host.TurnAsync("Orch", turn.GetProperty("request").GetRawText()));
        }

        Assert.Equal((0, "SayHello"), Scheduled(answers[0]));
        Assert.NotNull(Assert.Single(answers[1].Actions).CreateTimer);
        Assert.Empty(answers[2].Actions);
        var end = Assert.Single(answers[3].Actions).CompleteOrchestration;
        Assert.Equal((Wire.OrchestrationStatus.Terminated, "cancelled"), (end.OrchestrationStatus, end.Result));
    }

    [Fact]
    public async Task Activity_AsRecorded_ReturnsItsResultInTheEnvelope()
    {
        await using var host = await StartAsync();

        var value = await host.CallAsync("SayHello", HostFixtures.Read("activity.json"));

        Assert.Equal("""{"result":"\u0022Hello 0198c0df from watch-2\u0022"}""", value.GetRawText());
    }

    private static Task<DurableHost> StartAsync() => DurableHost.StartAsync(services => services.AddOrchestrator<Orch>().AddActivity<SayHello>());

    private static JsonElement[] Turns(string file) => [.. JsonSerializer.Deserialize<JsonElement>(HostFixtures.Read(file)).EnumerateArray()];

    private static (int Id, string Name) Scheduled(Wire.OrchestratorResponse answer)
    {
        var action = Assert.Single(answer.Actions);
        return (action.Id, action.ScheduleTask.Name);
    }

    private static IEnumerable<string> Described(JsonElement decoded, string events) => decoded.TryGetProperty(events, out var found)
        ? found.EnumerateArray().Select(happened =>
        {
            var kind = happened.EnumerateObject().Select(property => property.Name).Single(name => name is not ("eventId" or "timestamp"));
            return string.Create(CultureInfo.InvariantCulture, $"{kind} {Time(happened.GetProperty("timestamp").GetString()!):O}");
        })
        : [];

    private static string Describe(Core.Orchestration.Replay.HistoryEvent happened) =>
        string.Create(CultureInfo.InvariantCulture, $"{JsonNamingPolicy.CamelCase.ConvertName(happened.GetType().Name)} {happened.Timestamp:O}");

    private static DateTime Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;
}
