using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaseyOS.Core.Signals.Webhooks;

namespace CaseyOS.Core.Tests.Signals.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Secret = "a client secret";
    private static readonly DateTimeOffset Now = new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WhyRefused_AsHubSpotSignsIt_IsNull() => Assert.Null(WebhookSignature.WhyRefused(Delivery(), Secret, Now));

    [Theory]
    [InlineData(-300_000, true)]
    [InlineData(-300_001, false)]
    [InlineData(4_000, true)]
    [InlineData(60_000, false)]
    public void WhyRefused_SentBeforeOrAfterNow_AcceptsFiveMinutesAndSomeSkew(int milliseconds, bool accepted) =>
        Assert.Equal(accepted, WebhookSignature.WhyRefused(Delivery(at: Now.AddMilliseconds(milliseconds)), Secret, Now) is null);

    [Fact]
    public void WhyRefused_AnyPartDiffers_SaysSo()
    {
        var good = Delivery();
        SignedDelivery[] bad =
        [
            good with { Method = "PUT" },
            good with { Uri = "http://internal:80/api/webhooks/hubspot" },
            good with { Uri = good.Uri + "?x=1" },
            good with { Body = "[{}]"u8.ToArray() },
            good with { Timestamp = (Now.ToUnixTimeMilliseconds() + 1).ToString(CultureInfo.InvariantCulture) },
            good with { Timestamp = "" },
            good with { Timestamp = "yesterday" },
            good with { Timestamp = "99999999999999999999" },
            good with { Timestamp = "9223372036854775807" },
            good with { Signature = "" },
            good with { Signature = good.Signature![..^2] },
            good with { Signature = good.Signature!.ToUpperInvariant() },
        ];

        Assert.All(bad, delivery => Assert.NotNull(WebhookSignature.WhyRefused(delivery, Secret, Now)));
        Assert.NotNull(WebhookSignature.WhyRefused(good, "another secret", Now));
        Assert.NotNull(WebhookSignature.WhyRefused(Delivery(secret: ""), "", Now));
    }

    // HubSpot decodes a documented few of the escapes before it signs, and leaves the others.
    [Fact]
    public void WhyRefused_EscapesInTheAddress_AreDecodedAsHubSpotDoes()
    {
        var delivery = Delivery("https://casey.example/hook?to=a@b,c&q=%20x%C3%A9");

        Assert.Null(WebhookSignature.WhyRefused(delivery with { Uri = "https://casey.example/hook?to=a%40b%2cc&q=%20x%C3%A9" }, Secret, Now));
        Assert.NotNull(WebhookSignature.WhyRefused(delivery with { Uri = "https://casey.example/hook?to=a%40b%2cc&q= x%C3%A9" }, Secret, Now));
    }

    private static SignedDelivery Delivery(string uri = "https://casey.example/api/webhooks/hubspot", DateTimeOffset? at = null, string secret = Secret)
    {
        var timestamp = (at ?? Now).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        const string Body = """[{"objectId":1}]""";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes("POST" + uri + Body + timestamp)));
        return new("POST", uri, Encoding.UTF8.GetBytes(Body), timestamp, signature);
    }
}
