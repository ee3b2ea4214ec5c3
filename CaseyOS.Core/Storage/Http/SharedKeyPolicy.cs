using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CaseyOS.Core.Storage.Http;

/// <summary>Signs a request with the account key. It runs once per try, because the signature contains the time.</summary>
internal abstract class SharedKeyPolicy(string accountName, byte[] accountKey) : HttpPipelineSynchronousPolicy
{
    protected string AccountName => accountName;

    protected abstract string Scheme { get; }

    public override void OnSendingRequest(HttpMessage message)
    {
        // The service compares this with its own clock, so a test's clock has no business here.
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(accountKey, Encoding.UTF8.GetBytes(StringToSign(message.Request, date))));
        message.Request.Headers.SetValue("Authorization", $"{Scheme} {accountName}:{signature}");
    }

    protected abstract string StringToSign(Request request, string date);
}

/// <summary>Shared Key Lite for the Table service: date and resource.</summary>
internal sealed class TableSharedKeyPolicy(string accountName, byte[] accountKey) : SharedKeyPolicy(accountName, accountKey)
{
    protected override string Scheme => "SharedKeyLite";

    // Of the query only "comp" belongs to the resource; we never send it.
    protected override string StringToSign(Request request, string date) =>
        $"{date}\n/{AccountName}{request.Uri.ToUri().AbsolutePath}";
}

/// <summary>Shared Key for the Queue service: method, standard headers, x-ms- headers, resource with its query.</summary>
internal sealed class QueueSharedKeyPolicy(string accountName, byte[] accountKey) : SharedKeyPolicy(accountName, accountKey)
{
    private static readonly string[] StandardHeaders =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date",
        "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    protected override string Scheme => "SharedKey";

    protected override string StringToSign(Request request, string date)
    {
        var text = new StringBuilder(request.Method.Method).Append('\n');
        foreach (var name in StandardHeaders)
        {
            text.Append(Header(request, name)).Append('\n');
        }

        foreach (var header in request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            text.Append(CultureInfo.InvariantCulture, $"{header.Name.ToLowerInvariant()}:{header.Value}\n");
        }

        var uri = request.Uri.ToUri();
        text.Append('/').Append(AccountName).Append(uri.AbsolutePath);
        foreach (var (name, value) in Query(uri).OrderBy(pair => pair.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{name}:{value}");
        }

        return text.ToString();
    }

    private static string Header(Request request, string name)
    {
        if (name == "Content-Length")
        {
            return request.Content is { } content && content.TryComputeLength(out var length) && length > 0
                ? length.ToString(CultureInfo.InvariantCulture)
                : "";
        }

        return request.Headers.TryGetValue(name, out var value) ? value : "";
    }

    private static IEnumerable<(string Name, string Value)> Query(Uri uri) =>
        uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var parts = pair.Split('=', 2);
            return (Uri.UnescapeDataString(parts[0]).ToLowerInvariant(), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        });
}
