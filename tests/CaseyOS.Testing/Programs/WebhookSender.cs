using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CaseyOS.Testing.Programs;

/// <summary>Delivers webhooks as HubSpot does. Written from HubSpot's documentation, without the product's own code.</summary>
public sealed class WebhookSender(HttpClient http, string path = "api/webhooks/hubspot") : IDisposable
{
    /// <summary>The client secret of the app that the sandbox stands for.</summary>
    public const string Secret = "sandbox-hubspot-secret";

    /// <summary>The account that the events are of.</summary>
    public const long Portal = 42;

    /// <summary>The address that is signed.</summary>
    public Uri Target => new(http.BaseAddress!, path);

    /// <summary>A property of a record changed.</summary>
    public static object Change(string id, string property, string value, DateTimeOffset at, string type = "0-3") => new
    {
        eventId = 1,
        subscriptionId = 7,
        portalId = Portal,
        appId = 9,
        occurredAt = at.ToUnixTimeMilliseconds(),
        subscriptionType = "object.propertyChange",
        objectTypeId = type,
        attemptNumber = 0,
        objectId = long.Parse(id, CultureInfo.InvariantCulture),
        propertyName = property,
        propertyValue = value,
        changeSource = "CRM_UI",
    };

    /// <summary>Something else happened to a record.</summary>
    public static object About(string id, string subscriptionType, DateTimeOffset at) => new
    {
        eventId = 1,
        subscriptionId = 8,
        portalId = Portal,
        occurredAt = at.ToUnixTimeMilliseconds(),
        subscriptionType,
        attemptNumber = 0,
        objectId = long.Parse(id, CultureInfo.InvariantCulture),
    };

    /// <summary>Sends a batch of events.</summary>
    public Task<HttpStatusCode> SendAsync(params object[] events) => SendAsync(JsonSerializer.Serialize(events));

    /// <summary>Sends a body; whatever is given in addition differs from what an honest sender sends.</summary>
    public async Task<HttpStatusCode> SendAsync(string body, DateTimeOffset? at = null, string? secret = null, string? uri = null, string? signedBody = null, bool sign = true, string? timestamp = null)
    {
        var sent = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret ?? Secret), Encoding.UTF8.GetBytes("POST" + (uri ?? Target.ToString()) + (signedBody ?? body) + sent));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (sign)
        {
            request.Headers.Add("X-HubSpot-Signature-v3", Convert.ToBase64String(signature));
        }

        request.Headers.Add("X-HubSpot-Request-Timestamp", timestamp ?? sent);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
