using System.Globalization;
using Azure;
using Azure.Core;
using CaseyOS.Core.Storage.Http;

namespace CaseyOS.Core.Storage.Queues;

/// <summary>Builds the requests of the Queue service and sends them.</summary>
internal sealed class QueueRequests(StoragePipeline pipeline, Uri endpoint, QueueMessageEncoding encoding)
{
    private const string Version = "2021-12-02";

    public event EventHandler<MessageSentEventArgs>? MessageSent;

    public Uri Endpoint { get; } = endpoint;

    public QueueMessageEncoding Encoding { get; } = encoding;

    public HttpMessage Create(string operation, string queue, RequestMethod method, string path, Repeat repeat)
    {
        var message = pipeline.CreateMessage(operation, queue, method, repeat);
        message.Request.Uri.Reset(Endpoint);
        message.Request.Uri.AppendPath("/" + path, escape: false);
        message.Request.Headers.SetValue("x-ms-version", Version);
        message.Request.Headers.SetValue("Accept", "application/xml");
        return message;
    }

    public static void Query(HttpMessage message, string name, string? value)
    {
        if (value is not null)
        {
            message.Request.Uri.AppendQuery(name, Uri.EscapeDataString(value), escapeValue: false);
        }
    }

    /// <summary>Whole seconds, rounded up: a message must not reappear earlier than asked.</summary>
    public static void Query(HttpMessage message, string name, TimeSpan? value) =>
        Query(message, name, value is { } span ? Math.Ceiling(span.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);

    public void RaiseSent(string queue, TimeSpan hiddenFor) => MessageSent?.Invoke(this, new(queue, hiddenFor));

    public Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, Func<Response, bool>? expected = null) =>
        pipeline.SendAsync(message, expected, cancellationToken);
}
