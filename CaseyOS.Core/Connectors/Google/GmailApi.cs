using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Calls to the owner's own mailbox.</summary>
internal sealed class GmailApi(GoogleApi google, IOptions<GoogleOptions> options)
{
    /// <summary>The answer's body; null when the thing asked for does not exist (404).</summary>
    public Task<T?> SendAsync<T>(OwnerId owner, HttpMethod method, string path, string what, object? body, CancellationToken cancellationToken)
        where T : class => google.SendAsync<T>(owner, Call(method, path, what, body), cancellationToken);

    /// <summary>The answer: a success or 404. Everything else is thrown.</summary>
    public Task<HttpResponseMessage> SendAsync(OwnerId owner, HttpMethod method, string path, string what, object? body, CancellationToken cancellationToken) =>
        google.SendAsync(owner, Call(method, path, what, body), cancellationToken);

    private GoogleCall Call(HttpMethod method, string path, string what, object? body) =>
        new(GoogleService.Gmail, method, ConnectorHttp.Below(options.Value.GmailBaseAddress, $"/gmail/v1/users/me/{path}"), what, body) { Units = method == HttpMethod.Get ? Price(path) : 0 };

    // Google's own prices; what is not listed costs next to nothing.
    private static int Price(string path) => path switch
    {
        _ when path.StartsWith("history", StringComparison.Ordinal) => 2,
        _ when path.StartsWith("messages?", StringComparison.Ordinal) => 5,
        _ when path.StartsWith("messages/", StringComparison.Ordinal) => 20,
        _ when path.StartsWith("threads/", StringComparison.Ordinal) => 40,
        _ when path.StartsWith("drafts", StringComparison.Ordinal) => 20,
        _ => 1,
    };
}
