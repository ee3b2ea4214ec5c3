using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>Delivers webhooks as HubSpot does. Written from HubSpot's documentation, without the product's own code.</summary>
internal sealed class WebhookSender(HttpClient http, string path = "api/webhooks/hubspot") : IDisposable
{
    public const string Secret = "sandbox-hubspot-secret";

    public Uri Target => new(http.BaseAddress!, path);

    public static object Change(string id, string property, string value, DateTimeOffset at, string type = "0-3") => new
    {
        eventId = 1,
        subscriptionId = 7,
        portalId = 42,
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

    public static object About(string id, string subscriptionType, DateTimeOffset at) => new
    {
        eventId = 1,
        subscriptionId = 8,
        portalId = 42,
        occurredAt = at.ToUnixTimeMilliseconds(),
        subscriptionType,
        attemptNumber = 0,
        objectId = long.Parse(id, CultureInfo.InvariantCulture),
    };

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
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();
}
