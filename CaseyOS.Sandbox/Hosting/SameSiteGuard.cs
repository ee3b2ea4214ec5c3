namespace CaseyOS.Sandbox.Hosting;

/// <summary>A page from elsewhere must not press the sandbox's buttons, harmless though they are.</summary>
internal sealed class SameSiteGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var foreign = context.Request.Headers["Sec-Fetch-Site"] == "cross-site" && !HttpMethods.IsGet(context.Request.Method);
        if (!foreign)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("Cross-site requests are refused.", context.RequestAborted);
    }
}
