using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure;
using Azure.Core;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>The answer to one action of a transaction.</summary>
internal sealed class TableBatchPart(int status, string reason) : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly MemoryStream body = new();

    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream
    {
        get => body;
        set => throw new NotSupportedException("The answer to an action is read only.");
    }

    public override string ClientRequestId { get; set; } = "";

    public void AddHeader(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
    }

    public void AddBody(string line) => body.Write(Encoding.UTF8.GetBytes(line));

    public override void Dispose() => body.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
