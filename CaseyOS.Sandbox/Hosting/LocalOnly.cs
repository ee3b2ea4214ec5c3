namespace CaseyOS.Sandbox.Hosting;

/// <summary>Answers only to the names of this machine, so that a foreign name pointed at 127.0.0.1 gets nothing.</summary>
internal sealed class LocalOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
