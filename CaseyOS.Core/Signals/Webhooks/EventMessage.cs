using System.Text;
using System.Text.Json;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>Events of a webhook on their way through the queue <c>signals</c>, whose function tells them from signals by their first word.</summary>
/// <param name="Events">At least one.</param>
/// <param name="Attempt">How often they were put back after a passing failure.</param>
public sealed record EventMessage(IReadOnlyList<HubSpotEvent> Events, int Attempt = 0)
{
    private const string Start = "{\"events\":";

    /// <summary>Whether a message of the queue holds events.</summary>
    public static bool Is(string text) => text.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>The text of the message.</summary>
    public string Encode() => JsonSerializer.Serialize(this, CaseyJson.Rows);

    /// <summary>Reads a message strictly.</summary>
    /// <exception cref="JsonException">It is not one of ours.</exception>
    public static EventMessage Decode(string text) =>
        JsonSerializer.Deserialize<EventMessage>(text, CaseyJson.Options) is { Events.Count: > 0, Attempt: >= 0 } message
        && message.Events.All(change => change is not null)
            ? message
            : throw new JsonException("The message holds no events.");

    /// <summary>
    /// The texts of messages that hold the events, each within <see cref="SignalMessage.MaxBytes"/>: a full batch of HubSpot's is usually
    /// one, so it is written as one, and only halved when it turns out too long.
    /// </summary>
    public static IEnumerable<string> Pack(IReadOnlyList<HubSpotEvent> events, int attempt = 0)
    {
        if (events.Count == 0)
        {
            return [];
        }

        var text = new EventMessage(events, attempt).Encode();
        var half = events.Count / 2;
        return half == 0 || Encoding.UTF8.GetByteCount(text) <= SignalMessage.MaxBytes
            ? [text]
            : [.. Pack([.. events.Take(half)], attempt), .. Pack([.. events.Skip(half)], attempt)];
    }
}
