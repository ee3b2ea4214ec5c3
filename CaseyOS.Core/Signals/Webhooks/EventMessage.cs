using System.Text;
using System.Text.Json;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>Events of a webhook on their way through the queue <c>signals</c>, whose function tells them from signals by their first word.</summary>
/// <param name="Events">At least one.</param>
/// <param name="Attempt">How often they were put back after a passing failure.</param>
public sealed record EventMessage(IReadOnlyList<HubSpotEvent> Events, int Attempt = 0)
{
    private const string Start = "{\"events\":";
    private const int Envelope = 64;

    /// <summary>Whether a message of the queue holds events.</summary>
    public static bool Is(string text) => text.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>The text of the message.</summary>
    public string Encode() => JsonSerializer.Serialize(this, CaseyJson.Options);

    /// <summary>Reads a message strictly.</summary>
    /// <exception cref="JsonException">It is not one of ours.</exception>
    public static EventMessage Decode(string text) =>
        JsonSerializer.Deserialize<EventMessage>(text, CaseyJson.Options) is { Events.Count: > 0, Attempt: >= 0 } message
        && message.Events.All(change => change is not null)
            ? message
            : throw new JsonException("The message holds no events.");

    /// <summary>As few messages as hold the events, each within <see cref="SignalMessage.MaxBytes"/>: a full batch of HubSpot's is usually one.</summary>
    public static IEnumerable<EventMessage> Pack(IEnumerable<HubSpotEvent> events, int attempt = 0)
    {
        List<HubSpotEvent> packed = [];
        var size = Envelope;
        foreach (var change in events)
        {
            var bytes = Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(change, CaseyJson.Options)) + 1;
            if (size + bytes > SignalMessage.MaxBytes && packed.Count > 0)
            {
                yield return new(packed, attempt);
                (packed, size) = ([], Envelope);
            }

            packed.Add(change);
            size += bytes;
        }

        if (packed.Count > 0)
        {
            yield return new(packed, attempt);
        }
    }
}
