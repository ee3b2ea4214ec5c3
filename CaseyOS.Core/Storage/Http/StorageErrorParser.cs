using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;

namespace CaseyOS.Core.Storage.Http;

/// <summary>
/// Reads the two error shapes of Azure Storage: OData JSON of the Table service and XML of the Queue service, so that
/// <see cref="RequestFailedException.ErrorCode"/> is always filled.
/// </summary>
internal sealed class StorageErrorParser : RequestFailedDetailsParser
{
    public static StorageErrorParser Instance { get; } = new();

    public static string? ErrorCode(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : Read(response)?.Code;

    public override bool TryParse(Response response, out ResponseError? error, [NotNullWhen(true)] out IDictionary<string, string>? data)
    {
        error = Read(response);
        data = new Dictionary<string, string>();
        return error is not null;
    }

    private static ResponseError? Read(Response response)
    {
        if (response.ContentStream is not { CanSeek: true } stream || stream.Length == 0)
        {
            return null;
        }

        var text = response.Content.ToString();
        return text.AsSpan().TrimStart('\uFEFF').TrimStart() is ['{', ..] ? ReadJson(text) : ReadXml(text);
    }

    private static ResponseError? ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            if (document.RootElement.TryGetProperty("odata.error", out var error) && error.TryGetProperty("code", out var code))
            {
                var message = error.TryGetProperty("message", out var wrapped) && wrapped.TryGetProperty("value", out var value) ? value.GetString() : null;
                return new(code.GetString(), message);
            }
        }
        catch (JsonException)
        {
            // Not an answer of the service (a proxy's, perhaps): the status alone has to do.
        }

        return null;
    }

    private static ResponseError? ReadXml(string text)
    {
        try
        {
            var root = StorageXml.Parse(text).Root;
            return root?.Name.LocalName == "Error" ? new(root.Element("Code")?.Value, root.Element("Message")?.Value) : null;
        }
        catch (XmlException)
        {
            // As above.
            return null;
        }
    }
}
