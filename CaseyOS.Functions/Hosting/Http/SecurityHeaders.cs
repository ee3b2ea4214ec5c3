namespace CaseyOS.Functions.Hosting;

/// <summary>Headers on every answer: what the browser may do with it, and ids to find it again.</summary>
internal static class SecurityHeaders
{
    // Nothing inline but the notice page's style, by its hash. Pictures come from Google's profile host.
    private static string ContentSecurityPolicy(string? pictures) =>
        $"default-src 'self'; script-src 'self'; style-src 'self' {NoticePage.StyleSource}; img-src 'self' data: https: {pictures}; connect-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <param name="app">The pipeline.</param>
    /// <param name="address">Where users reach the program.</param>
    /// <param name="sandbox">Address of the sandbox, whose users' pictures come without https.</param>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, PublicAddress address, string? sandbox)
    {
        var policy = ContentSecurityPolicy(sandbox);
        return app.Use((context, next) =>
        {
            // At the last moment: the exception handler throws away what was set before it.
            context.Response.OnStarting(() =>
            {
                Write(context.Response.Headers, policy, address.IsSecure);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Write(IHeaderDictionary headers, string policy, bool isSecure)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-API-Version"] = "v1";
        if (isSecure)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        // What is one user's must not stay in shared caches; endpoints and files that know better say so themselves.
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }
}
