using Azure;
using Azure.Core;
using CaseyOS.Core.Storage.Http;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>Builds the requests of the Table service and sends them.</summary>
internal sealed class TableRequests(StoragePipeline pipeline, Uri endpoint)
{
    private const string Version = "2020-12-06"; // the oldest that takes bearer tokens for tables

    public Uri Endpoint { get; } = endpoint;

    public HttpMessage Create(string operation, string table, RequestMethod method, string path, Repeat repeat)
    {
        var message = pipeline.CreateMessage(operation, table, method, repeat);
        message.Request.Uri.Reset(Endpoint);
        message.Request.Uri.AppendPath("/" + path, escape: false);
        message.Request.Headers.SetValue("x-ms-version", Version);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    public static HttpMessage WithBody(HttpMessage message, byte[] body, string contentType = "application/json")
    {
        message.Request.Headers.SetValue("Content-Type", contentType);
        message.Request.Content = RequestContent.Create(body);
        return message;
    }

    public Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, Func<Response, bool>? expected = null) =>
        pipeline.SendAsync(message, expected, cancellationToken);
}
