using System.Text;
using System.Text.Json;

namespace CaseyOS.Core.Signals;

/// <summary>What travels on the queue <c>signals</c>.</summary>
/// <param name="Signals">At least one.</param>
/// <param name="Attempt">How often these signals were put back after a passing failure.</param>
public sealed record SignalMessage(IReadOnlyList<Signal> Signals, int Attempt = 0)
{
    /// <summary>Name of the queue.</summary>
    public const string Queue = "signals";

    /// <summary>Bytes of UTF-8 that fit into a message of 64 KiB as Base64.</summary>
    public const int MaxBytes = 48 * 1024;

    private const int Envelope = 64;

    /// <summary>The text of the message.</summary>
    public string Encode() => JsonSerializer.Serialize(this, CaseyJson.Rows);

    /// <summary>Reads a message strictly.</summary>
    /// <exception cref="JsonException">It is not one of ours.</exception>
    public static SignalMessage Decode(string text) =>
        JsonSerializer.Deserialize<SignalMessage>(text, CaseyJson.Options) is { Signals.Count: > 0, Attempt: >= 0 } message
        && message.Signals.All(signal => signal is not null)
            ? message
            : throw new JsonException("The message holds no signals.");

    /// <summary>As few messages as hold the signals, each within <see cref="MaxBytes"/>.</summary>
    /// <exception cref="ArgumentException">One signal alone is too large.</exception>
    public static IEnumerable<SignalMessage> Pack(IEnumerable<Signal> signals, int attempt = 0)
    {
        List<Signal> packed = [];
        var size = Envelope;
        foreach (var signal in signals)
        {
            var bytes = SizeOf(signal) + 1;
            if (bytes + Envelope > MaxBytes)
            {
                throw new ArgumentException($"The signal {signal.Type} about {signal.Entity} has {bytes} bytes, more than a message holds.", nameof(signals));
            }

            if (size + bytes > MaxBytes)
            {
                yield return new(packed, attempt);
                (packed, size) = ([], Envelope);
            }

            packed.Add(signal);
            size += bytes;
        }

        if (packed.Count > 0)
        {
            yield return new(packed, attempt);
        }
    }

    /// <summary>Whether a message can hold the signal.</summary>
    public static bool Fits(Signal signal) => SizeOf(signal) + 1 + Envelope <= MaxBytes;

    /// <summary>Bytes of a signal on the wire.</summary>
    public static int SizeOf(Signal signal) => Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(signal, CaseyJson.Rows));
}
