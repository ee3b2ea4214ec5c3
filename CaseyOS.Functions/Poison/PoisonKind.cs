using System.Text.Json;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Forms;
using CaseyOS.Core.Signals.Webhooks;
using CaseyOS.Functions.Hosting.Durable;

namespace CaseyOS.Functions.Poison;

/// <summary>A queue whose function gives up on messages, and what its messages say of themselves.</summary>
/// <param name="Queue">Where the function takes them from.</param>
/// <param name="Describe">What a message is about: kinds and ids, nothing personal.</param>
/// <param name="Renew">The message with its count of attempts back at zero, so that passing failures are put up with again.</param>
internal sealed record PoisonKind(string Queue, Func<string, string> Describe, Func<string, string> Renew)
{
    /// <summary>All such queues.</summary>
    public static IReadOnlyList<PoisonKind> All { get; } =
    [
        new(SignalMessage.Queue, text => Try(text, DescribeSignals, Unreadable(text)), text => Try(text, RenewSignals, text)),
        new(OrchestrationCommand.Queue, text => Try(text, DescribeCommand, Unreadable(text)), text => Try(text, RenewCommand, text)),
    ];

    /// <summary>Where the host, and the pump, put what failed too often.</summary>
    public string PoisonQueue => $"{Queue}-poison";

    private static string DescribeSignals(string text)
    {
        if (FormMessage.Is(text))
        {
            return $"Form {FormMessage.Decode(text).Form.FormName}";
        }

        return EventMessage.Is(text)
            ? Listed("HubSpot event", [.. EventMessage.Decode(text).Events.Select(change => $"{change.Record.Type} {change.Record.Id}")])
            : Listed("signal", [.. SignalMessage.Decode(text).Signals.Select(signal => $"{signal.Type} {signal.Entity}")]);
    }

    private static string DescribeCommand(string text)
    {
        var command = OrchestrationCommand.Decode(text);
        return $"{command.Kind} {command.InstanceId}{(command.Name is { } name ? $" ({name})" : "")}";
    }

    private static string RenewSignals(string text) =>
        FormMessage.Is(text) ? (FormMessage.Decode(text) with { Attempt = 0 }).Encode()
        : EventMessage.Is(text) ? (EventMessage.Decode(text) with { Attempt = 0 }).Encode()
        : (SignalMessage.Decode(text) with { Attempt = 0 }).Encode();

    private static string Listed(string what, List<string> entries)
    {
        const int Shown = 3;
        var rest = entries.Count > Shown ? $" and {entries.Count - Shown} more" : "";
        return $"{entries.Count} {what}{(entries.Count == 1 ? "" : "s")}: {string.Join(", ", entries.Distinct(StringComparer.Ordinal).Take(Shown))}{rest}";
    }

    private static string RenewCommand(string text) => (OrchestrationCommand.Decode(text) with { Attempt = 0 }).Encode();

    private static string Unreadable(string text) => $"Unreadable message of {text.Length} characters";

    // That it cannot be read may be just why it lies here.
    private static string Try(string text, Func<string, string> read, string otherwise)
    {
        try
        {
            return read(text);
        }
        catch (JsonException)
        {
            return otherwise;
        }
    }
}
