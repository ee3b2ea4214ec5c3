using CaseyOS.Core.Orchestration.Replay;
using Google.Protobuf;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>The Durable extension's messages (<c>orchestration.proto</c>, Base64) as turns, and what a turn decided as their answer.</summary>
internal static class DurableProtocol
{
    /// <summary>Decodes a request.</summary>
    /// <exception cref="FormatException">Not Base64.</exception>
    /// <exception cref="InvalidProtocolBufferException">Not a message.</exception>
    /// <exception cref="UnsupportedHistoryException">The history cannot be replayed here.</exception>
    public static DurableTurn Read(string base64)
    {
        var request = Wire.OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(base64));
        var past = WireEvents.Read(request.InstanceId, request.PastEvents);
        var news = WireEvents.Read(request.InstanceId, request.NewEvents);
        var start = past.Concat(news).OfType<ExecutionStarted>().FirstOrDefault();
        return new(request.InstanceId, start?.Name ?? "", past, news);
    }

    /// <summary>Encodes an answer.</summary>
    public static string Write(string instanceId, TurnResult result)
    {
        var response = new Wire.OrchestratorResponse { InstanceId = instanceId, CustomStatus = result.CustomStatus };
        response.Actions.Add(result.Actions.Select(WireActions.Write));
        return Convert.ToBase64String(response.ToByteArray());
    }
}
