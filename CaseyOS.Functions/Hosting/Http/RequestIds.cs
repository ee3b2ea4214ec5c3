using System.Diagnostics;

namespace CaseyOS.Functions.Hosting;

/// <summary>Gives every request an id that its answer and all its log lines carry.</summary>
internal static partial class RequestIds
{
    private const string Header = "X-Request-ID";
    private const int LongestForeignId = 64;

    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("CaseyOS.Requests");
        return app.Use(async (context, next) =>
        {
            var id = Acceptable(context.Request.Headers[Header].ToString()) ?? Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            context.TraceIdentifier = id;
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = id;
                return Task.CompletedTask;
            });
            using (Scope(logger, id))
            {
                await next(context);
            }
        });
    }

    // A caller may bring his own id; one that could break a log line is replaced.
    private static string? Acceptable(string id) =>
        id.Length is > 0 and <= LongestForeignId && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') ? id : null;

    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("request {RequestId}");
}
