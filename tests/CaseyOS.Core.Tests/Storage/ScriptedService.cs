using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Core.Pipeline;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Tests.Storage;

/// <summary>Stands where the storage service would be: answers from a list (the last one for ever) and keeps what it was sent.</summary>
internal sealed class ScriptedService(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public const string ConnectionString = "AccountName=acct;AccountKey=a2V5";

    public List<HttpRequestMessage> Requests { get; } = [];

    public StorageRoundTrips RoundTrips { get; } = new();

    public HttpClientTransport Transport => new(new HttpClient(this, disposeHandler: false));

    public TableClient Table() => new TableServiceClient(ConnectionString, new() { Transport = Transport, RoundTrips = RoundTrips }).GetTableClient("Things");

    public QueueClient Queue() => new QueueServiceClient(ConnectionString, new() { Transport = Transport, RoundTrips = RoundTrips }).GetQueueClient("things");

    public static Func<HttpResponseMessage> Error(HttpStatusCode status, string? code = null) => () => Json(
        status, code is null ? "" : JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["odata.error"] = new { code, message = new { lang = "en-US", value = "Because.\nRequestId:1" } },
        }));

    public static Func<HttpResponseMessage> Answer(HttpStatusCode status, string body = "", params (string Name, string Value)[] headers) => () =>
    {
        var answer = Json(status, body);
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    };

    public static Func<HttpResponseMessage> Failure(HttpRequestError error) => () => throw new HttpRequestException(error, "lost");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Task.FromResult(answers[Math.Min(Requests.Count, answers.Length) - 1]());
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
