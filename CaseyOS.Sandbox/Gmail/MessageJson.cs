using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Gmail.Mime;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>Messages as the Gmail API returns them, in the four formats.</summary>
internal static class MessageJson
{
    public static JsonObject Reference(Message message) => new() { ["id"] = message.Id, ["threadId"] = message.ThreadId };

    public static JsonObject WithLabels(Message message)
    {
        var json = Reference(message);
        json["labelIds"] = Labels(message);
        return json;
    }

    public static JsonObject Write(Message message, string format, IReadOnlyCollection<string> headers)
    {
        var json = WithLabels(message);
        json["snippet"] = Snippet(message);
        json["sizeEstimate"] = message.Raw.Length;
        json["historyId"] = message.HistoryId.ToString(CultureInfo.InvariantCulture);
        json["internalDate"] = message.Date.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        switch (format)
        {
            case "raw":
                json["raw"] = Base64Url.Encode(message.Raw);
                break;
            case "metadata":
                json["payload"] = new JsonObject { ["mimeType"] = message.Mime.ContentType.MediaType, ["headers"] = Headers(message.Mime, headers) };
                break;
            case "full":
                json["payload"] = Part(message.Mime, "");
                break;
        }

        return json;
    }

    /// <summary>The beginning of the text, escaped for HTML as Gmail does it.</summary>
    public static string Snippet(Message message)
    {
        var words = string.Join(' ', message.Mime.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return (words.Length > 180 ? words[..180].TrimEnd() : words)
            .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);
    }

    private static JsonArray Labels(Message message) => [.. message.Labels.Select(label => JsonValue.Create(label))];

    private static JsonArray Headers(MimePart part, IReadOnlyCollection<string> wanted) => [.. part.Headers
        .Where(header => wanted.Count == 0 || wanted.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
        .Select(header => new JsonObject { ["name"] = header.Name, ["value"] = header.Value })];

    private static JsonObject Part(MimePart part, string id)
    {
        var body = new JsonObject { ["size"] = part.Content.Length };
        if (part.FileName.Length > 0)
        {
            body["attachmentId"] = "ANGjdJ" + Base64Url.Encode(Encoding.UTF8.GetBytes(id));
        }
        else if (part.Content.Length > 0)
        {
            body["data"] = Base64Url.Encode(part.Content);
        }

        var json = new JsonObject
        {
            ["partId"] = id,
            ["mimeType"] = part.ContentType.MediaType,
            ["filename"] = part.FileName,
            ["headers"] = Headers(part, []),
            ["body"] = body,
        };
        if (part.Parts.Count > 0)
        {
            json["parts"] = new JsonArray([.. part.Parts.Select((child, index) => Part(child, id.Length == 0 ? $"{index}" : $"{id}.{index}"))]);
        }

        return json;
    }
}
