using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;
using CaseyOS.Core.Orchestration.Replay;
using Google.Protobuf;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>The Durable extension's messages (<c>orchestration.proto</c>, Base64) as turns, and what a turn decided as their answer.</summary>
internal static class DurableProtocol
{
    /// <summary>Decodes a request in its binding: Base64 in a JSON string in a JSON string.</summary>
    /// <remarks>A long history is long here too, and every string of its size would live until the next full collection: it is decoded where it lies.</remarks>
    public static DurableTurn Read(JsonElement binding)
    {
        var raw = JsonMarshal.GetRawUtf8Value(binding);
        if (!raw.StartsWith("\"\\\""u8) || !raw.EndsWith("\\\"\""u8) || raw.Length < 6 || raw[3..^3].Contains((byte)'\\'))
        {
            return Read(InvocationPayload.QueueMessage(binding));
        }

        var base64 = raw[3..^3];
        var bytes = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        try
        {
            return Base64.DecodeFromUtf8(base64, bytes, out _, out var length) == OperationStatus.Done
                ? Read(Wire.OrchestratorRequest.Parser.ParseFrom(bytes, 0, length))
                : throw new FormatException("The request is not Base64.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Decodes a request.</summary>
    /// <exception cref="FormatException">Not Base64.</exception>
    /// <exception cref="InvalidProtocolBufferException">Not a message.</exception>
    /// <exception cref="UnsupportedHistoryException">The history cannot be replayed here.</exception>
    public static DurableTurn Read(string base64) => Read(Wire.OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(base64)));

    /// <summary>Encodes an answer.</summary>
    public static string Write(string instanceId, TurnResult result)
    {
        var response = new Wire.OrchestratorResponse { InstanceId = instanceId, CustomStatus = result.CustomStatus };
        response.Actions.Add(result.Actions.Select(WireActions.Write));
        return Convert.ToBase64String(response.ToByteArray());
    }

    private static DurableTurn Read(Wire.OrchestratorRequest request)
    {
        var past = WireEvents.Read(request.InstanceId, request.PastEvents);
        var news = WireEvents.Read(request.InstanceId, request.NewEvents);
        var start = past.Concat(news).OfType<ExecutionStarted>().FirstOrDefault();
        return new(request.InstanceId, start?.Name ?? "", past, news);
    }
}
