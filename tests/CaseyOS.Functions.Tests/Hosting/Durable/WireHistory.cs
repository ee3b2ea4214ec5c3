using Google.Protobuf.WellKnownTypes;
using Wire = CaseyOS.Functions.Hosting.Durable.Wire;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

/// <summary>Histories as the extension sends them, made by hand; a second passes from event to event.</summary>
internal sealed class WireHistory(string name, string? input)
{
    private DateTime now = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    public Wire.OrchestratorRequest Request { get; } = new() { InstanceId = "one" };

    /// <summary>A first turn.</summary>
    public WireHistory Start() => Turn(New(started => started.ExecutionStarted = new() { Name = name, Input = input, OrchestrationInstance = new() { InstanceId = "one" } }));

    /// <summary>What was new is past, with what it caused; then a turn with these events.</summary>
    public WireHistory Then(Wire.HistoryEvent[] caused, params Wire.HistoryEvent[] news)
    {
        Request.PastEvents.Add(Request.NewEvents);
        Request.PastEvents.Add(caused);
        Request.PastEvents.Add(New(ended => ended.OrchestratorCompleted = new()));
        Request.NewEvents.Clear();
        return Turn(news);
    }

    /// <summary>Time passes.</summary>
    public void Wait(TimeSpan time) => now += time;

    public WireHistory Turn(params Wire.HistoryEvent[] news)
    {
        Request.NewEvents.Add(New(begun => begun.OrchestratorStarted = new()));
        Request.NewEvents.Add(news);
        return this;
    }

    public Wire.HistoryEvent New(Action<Wire.HistoryEvent> fill, int eventId = -1)
    {
        var happened = new Wire.HistoryEvent { EventId = eventId, Timestamp = Timestamp.FromDateTime(now = now.AddSeconds(1)) };
        fill(happened);
        return happened;
    }
}
