using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Azure;
using CaseyOS.Core.Storage.Http;

namespace CaseyOS.Core.Storage.Queues;

/// <summary>Message bodies of the Queue service.</summary>
internal static class QueueXml
{
    public static byte[] Write(string text, QueueMessageEncoding encoding)
    {
        // Base64 needs no escapes, and looking for some in a full message costs more than making it.
        var value = encoding == QueueMessageEncoding.Base64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : new XText(text).ToString();
        return Encoding.UTF8.GetBytes($"<QueueMessage><MessageText>{value}</MessageText></QueueMessage>");
    }

    public static QueueMessage[] ReadMessages(Response response, QueueMessageEncoding encoding) =>
    [
        .. Messages(response).Select(message => new QueueMessage(
            Text(message, "MessageId"),
            Text(message, "PopReceipt"),
            Decode(Text(message, "MessageText"), encoding),
            long.Parse(Text(message, "DequeueCount"), CultureInfo.InvariantCulture),
            Time(message, "InsertionTime"),
            Time(message, "ExpirationTime"),
            Time(message, "TimeNextVisible"))),
    ];

    public static PeekedMessage[] ReadPeeked(Response response, QueueMessageEncoding encoding) =>
    [
        .. Messages(response).Select(message => new PeekedMessage(
            Text(message, "MessageId"),
            Decode(Text(message, "MessageText"), encoding),
            long.Parse(Text(message, "DequeueCount"), CultureInfo.InvariantCulture),
            Time(message, "InsertionTime"),
            Time(message, "ExpirationTime"))),
    ];

    public static SendReceipt ReadReceipt(Response response)
    {
        var message = Messages(response).Single();
        return new(
            Text(message, "MessageId"),
            Text(message, "PopReceipt"),
            Time(message, "InsertionTime"),
            Time(message, "ExpirationTime"),
            Time(message, "TimeNextVisible"));
    }

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static IEnumerable<XElement> Messages(Response response) =>
        StorageXml.Parse(response.Content.ToString()).Root?.Elements("QueueMessage") ?? [];

    private static string Text(XElement message, string name) => message.Element(name)?.Value ?? "";

    private static DateTimeOffset Time(XElement message, string name) => Time(Text(message, name));

    // What is not Base64 came from elsewhere. It is handed over as it stands, so that the reader's poison rule gets rid of it,
    // where an exception here would block every message behind it.
    private static string Decode(string text, QueueMessageEncoding encoding)
    {
        if (encoding == QueueMessageEncoding.None)
        {
            return text;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }
}
