using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Hosting;

/// <summary>
/// The address that users and Google see. It comes from configuration alone: behind the Functions host the request's own
/// host is a loopback address, and forwarded headers can be forged.
/// </summary>
public sealed class PublicAddress
{
    private const string Setting = "PublicBaseUrl";

    private readonly HostString host;

    /// <summary>Reads <c>PublicBaseUrl</c>.</summary>
    /// <exception cref="OptionsValidationException">It is missing, or not the root of a site.</exception>
    public PublicAddress(IConfiguration configuration)
    {
        Url = Uri.TryCreate(configuration[Setting], UriKind.Absolute, out var url) && url is { PathAndQuery: "/", Fragment: "" } && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw new OptionsValidationException(Setting, typeof(PublicAddress), [$"{Setting} must be the address under which users reach the program, such as https://casey.example.com (http only for localhost)."]);
        host = Url.IsDefaultPort ? new(Url.IdnHost) : new(Url.IdnHost, Url.Port);
        Origin = Url.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Scheme, host and port.</summary>
    public Uri Url { get; }

    /// <summary>Whether cookies must be marked Secure.</summary>
    public bool IsSecure => Url.Scheme == Uri.UriSchemeHttps;

    /// <summary>As browsers send it in the Origin header.</summary>
    public string Origin { get; }

    /// <summary>Makes every address that the framework builds from a request the public one.</summary>
    internal void ApplyTo(HttpRequest request)
    {
        request.Scheme = Url.Scheme;
        request.Host = host;
    }
}
