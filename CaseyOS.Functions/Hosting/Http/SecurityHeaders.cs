namespace CaseyOS.Functions.Hosting;

/// <summary>Headers on every answer: what the browser may do with it, and ids to find it again.</summary>
internal static class SecurityHeaders
{
    // Styles may stand in the page (components set them), scripts may not. Pictures come from Google's profile host.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, PublicAddress address) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-API-Version"] = "v1";
        if (address.IsSecure)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        // What is one user's must not stay in shared caches; endpoints and files that know better say so themselves.
        headers.CacheControl = "no-store";
        return next(context);
    });
}
