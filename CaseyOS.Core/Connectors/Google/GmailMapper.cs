using System.Globalization;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>From Gmail's wire to our records; unknown fields are ignored, absent ones are empty.</summary>
internal static class GmailMapper
{
    public static GmailMessage Message(WireMessage wire, int most = GmailMessage.MaxText)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in wire.Payload?.Headers ?? [])
        {
            headers.TryAdd(header.Name ?? "", header.Value ?? "");
        }

        return new()
        {
            Id = wire.Id ?? "",
            ThreadId = wire.ThreadId ?? "",
            Labels = wire.LabelIds ?? [],
            Headers = headers,
            Snippet = wire.Snippet ?? "",
            Text = MessageParts.Text(wire.Payload, most),
            PartTypes = MessageParts.Types(wire.Payload),
            DeliveryStatus = MessageParts.DeliveryStatus(wire.Payload),
            InternalDate = DateTimeOffset.FromUnixTimeMilliseconds(long.TryParse(wire.InternalDate, CultureInfo.InvariantCulture, out var ms) ? ms : 0),
            From = AddressHeader.Parse(headers.GetValueOrDefault("From")) is [var sender, ..] ? sender : null,
            To = AddressHeader.Parse(headers.GetValueOrDefault("To")),
            Cc = AddressHeader.Parse(headers.GetValueOrDefault("Cc")),
        };
    }

    public static GmailDraft Draft(WireDraft wire, int most = GmailMessage.MaxText) =>
        new(wire.Id ?? "", Message(wire.Message ?? new(null, null, null, null, null, null), most));

    public static GmailMessageReference Reference(WireMessage wire) => new(wire.Id ?? "", wire.ThreadId ?? "", wire.LabelIds ?? []);
}
