using System.Net;
using System.Text.Json;
using CaseyOS.Core.Connectors.Resilience;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Turns Google's refusals into our exceptions, with a sentence for the user and nothing of the mail in it.</summary>
internal static class GoogleErrors
{
    public const string Provider = "google";

    public static async Task<CaseyOsException> ReadAsync(HttpResponseMessage response, GoogleService? service, string what, CancellationToken cancellationToken)
    {
        var error = await TryBodyAsync<WireError>(response, cancellationToken);
        var reason = error?.Error?.Errors is [{ Reason: { } first }, ..] ? first : error?.Error?.Status;
        var status = (int)response.StatusCode;
        if (service is not null && response.StatusCode == HttpStatusCode.Forbidden && reason is "insufficientPermissions" or "PERMISSION_DENIED")
        {
            return new ReconnectRequiredException(Provider, $"{service.Name} was not granted in full: sign in again and allow CaseyOS {service.Permission}.");
        }

        var transient = ConnectorHttp.IsTransient(response.StatusCode);
        return new ConnectorException(
            Provider,
            $"{what} did not work: Google answered {status}{(reason is null ? "" : $" ({reason})")}.",
            status,
            transient,
            ConnectorHttp.RetryAfter(response));
    }

    public static async Task<string?> OAuthErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await TryBodyAsync<WireTokenError>(response, cancellationToken))?.Error;

    public static async Task<T> BodyAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class => await TryBodyAsync<T>(response, cancellationToken) ?? throw Unreadable();

    public static ConnectorException Unreadable() =>
        new(Provider, "Google's answer could not be read.", isTransient: true);

    private static async Task<T?> TryBodyAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(await response.Content.ReadAsStreamAsync(cancellationToken), JsonSerializerOptions.Web, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
