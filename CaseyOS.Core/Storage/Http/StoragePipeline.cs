using System.Diagnostics;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CaseyOS.Core.Storage.Http;

/// <summary>
/// Azure.Core's pipeline with what both services share: our retry rule, the count of round trips, an activity around each
/// operation, error codes read, and failures that pass by themselves told apart from the others.
/// </summary>
internal sealed class StoragePipeline
{
    private static readonly ActivitySource Source = new(StorageTelemetry.ActivitySourceName);
    private readonly HttpPipeline pipeline;
    private readonly string service;

    private StoragePipeline(string service, HttpPipeline pipeline) => (this.service, this.pipeline) = (service, pipeline);

    public static StoragePipeline Build(string service, ClientOptions options, StorageRoundTrips roundTrips, HttpPipelinePolicy authentication)
    {
        options.RetryPolicy ??= new StorageRetryPolicy();
        var built = new HttpPipelineOptions(options) { RequestFailedDetailsParser = StorageErrorParser.Instance };
        built.PerRetryPolicies.Add(new StorageRoundTrips.Policy(roundTrips));
        built.PerRetryPolicies.Add(authentication);
        return new(service, HttpPipelineBuilder.Build(built));
    }

    /// <summary>Bearer tokens for a storage account behind a managed identity.</summary>
    public static HttpPipelinePolicy Bearer(TokenCredential credential) =>
        new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default");

    public HttpMessage CreateMessage(string operation, string resource, RequestMethod method, Repeat repeat)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.SetRepeat(repeat);
        message.SetProperty(typeof(StorageRoundTrip), new StorageRoundTrip(service, operation, resource));
        return message;
    }

    /// <summary>Sends and returns any answer below 400, and those error answers that <paramref name="expected"/> accepts.</summary>
    /// <exception cref="StorageUnavailableException">Storage cannot be reached, or cannot answer now.</exception>
    /// <exception cref="RequestFailedException">Storage refused; <c>ErrorCode</c> says why.</exception>
    public async Task<Response> SendAsync(HttpMessage message, Func<Response, bool>? expected, CancellationToken cancellationToken)
    {
        using var activity = Start(message);
        try
        {
            await pipeline.SendAsync(message, cancellationToken);
        }
        catch (Exception error) when (IsTransport(error, cancellationToken))
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
            throw Unavailable(message, error);
        }

        var response = message.Response;
        if (!response.IsError || expected?.Invoke(response) == true)
        {
            return response;
        }

        var refused = new RequestFailedException(response);
        activity?.SetStatus(ActivityStatusCode.Error, refused.ErrorCode);
        throw Failure(message, refused, StorageRetryPolicy.WasTurnedAway(response));
    }

    // Whether the caller gave up is his cancellation; whether the network timed out is ours to report.
    private static bool IsTransport(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AggregateException tries => tries.InnerExceptions.All(one => IsTransport(one, cancellationToken)),
        RequestFailedException { Status: 0 } or IOException => true,
        _ => false,
    };

    private static StorageUnavailableException Unavailable(HttpMessage message, Exception error) =>
        new(0, $"Storage at {message.Request.Uri.Scheme}://{message.Request.Uri.Host}:{message.Request.Uri.Port} did not answer: {Reason(error)}",
            errorCode: null, !StorageRetryPolicy.WasNeverSent(error), error);

    private static RequestFailedException Failure(HttpMessage message, RequestFailedException refused, bool turnedAway) => refused.Status switch
    {
        408 or 429 or >= 500 and not 501 => new StorageUnavailableException(
            refused.Status, $"Storage cannot answer now: {refused.Message}", refused.ErrorCode, !turnedAway && message.Request.Method != RequestMethod.Get, refused),
        401 or 403 => new RequestFailedException(
            refused.Status,
            $"Storage at {message.Request.Uri.Host} refused the credentials ({refused.ErrorCode ?? "no code"}): check the account key in Storage:ConnectionString, or the identity's roles. {refused.Message}",
            refused.ErrorCode,
            refused),
        _ => refused,
    };

    private static string Reason(Exception error) => error is AggregateException tries ? tries.InnerExceptions[^1].Message : error.Message;

    private Activity? Start(HttpMessage message)
    {
        var trip = message.TryGetProperty(typeof(StorageRoundTrip), out var value) ? (StorageRoundTrip)value! : default;
        var activity = Source.StartActivity($"{service}.{trip.Operation}", ActivityKind.Client);
        activity?.SetTag("az.namespace", "Microsoft.Storage");
        activity?.SetTag("caseyos.storage.resource", trip.Resource);
        return activity;
    }
}
