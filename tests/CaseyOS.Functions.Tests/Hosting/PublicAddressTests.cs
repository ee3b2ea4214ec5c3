using CaseyOS.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Tests.Hosting;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://casey.example.com", "https", "casey.example.com", true)]
    [InlineData("https://casey.example.com/", "https", "casey.example.com", true)]
    [InlineData("https://casey.example.com:8443", "https", "casey.example.com:8443", true)]
    [InlineData("http://localhost:7071", "http", "localhost:7071", false)]
    public void Apply_AnyRequest_SpeaksThePublicAddress(string setting, string scheme, string host, bool isSecure)
    {
        var address = Address(setting);
        var request = new DefaultHttpContext().Request;

        address.ApplyTo(request);

        Assert.Equal((scheme, host, isSecure), (request.Scheme, request.Host.Value, address.IsSecure));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("casey.example.com")]
    [InlineData("http://casey.example.com")]
    [InlineData("https://casey.example.com/app")]
    [InlineData("https://casey.example.com/?x=1")]
    public void Setting_NotTheRootOfASafeSite_IsRefused(string? setting) => Assert.Throws<OptionsValidationException>(() => Address(setting));

    private static PublicAddress Address(string? setting) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("PublicBaseUrl", setting)]).Build());
}
