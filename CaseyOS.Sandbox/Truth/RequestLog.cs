using System.Text;

namespace CaseyOS.Sandbox.Truth;

/// <summary>Every request a provider received, in order of arrival. Kept in memory: it starts anew with the program.</summary>
internal sealed class RequestLog(TimeProvider clock)
{
    private const int Keep = 20_000;

    private readonly Lock gate = new();
    private readonly LinkedList<LoggedRequest> requests = new();
    private long next = 1;

    public LoggedRequest Arrived(HttpRequest request, byte[] body)
    {
        var logged = new LoggedRequest
        {
            At = clock.GetUtcNow(),
            Provider = Providers.Of(request.Path) ?? "",
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Query = Redaction.Query(request.QueryString.Value ?? ""),
            ContentType = request.ContentType,
            Body = body.Length == 0 ? null : Redaction.Body(request, Encoding.UTF8.GetString(body)),
        };
        lock (gate)
        {
            logged.Seq = next++;
            requests.AddLast(logged);
            if (requests.Count > Keep)
            {
                requests.RemoveFirst();
            }
        }

        return logged;
    }

    public IReadOnlyList<LoggedRequest> List(Func<LoggedRequest, bool> wanted)
    {
        lock (gate)
        {
            return [.. requests.Where(wanted)];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            requests.Clear();
        }
    }
}

internal sealed class LoggedRequest
{
    public long Seq { get; set; }

    public required DateTimeOffset At { get; init; }

    public required string Provider { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public string? ContentType { get; init; }

    public string? Body { get; init; }

    /// <summary>Null while it runs; 0 when the connection was cut before an answer.</summary>
    public int? Status { get; set; }

    /// <summary>What a fault did to it, if any.</summary>
    public string? Fault { get; set; }
}
