using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace CaseyOS.Functions.Hosting;

/// <summary>Serves the web app: its page behind the session, its files to anybody.</summary>
internal static class PageEndpoints
{
    // File names under assets/ carry a hash of their content.
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        pages.MapMethods("/", ["GET", "HEAD"], Root);
        pages.MapMethods("/assets/{**path}", ["GET", "HEAD"], Asset);
        pages.MapMethods("/caseyos/{**path}", ["GET", "HEAD"], Page);
        return routes;
    }

    // The Functions host pings this path, at start every 25 ms; a browser is led to the page.
    private static IResult Root(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Redirect("/caseyos")
            : TypedResults.Text("CaseyOS");

    // The files are public: a release's code holds no secrets, and the browser may load it while the session is asked for.
    private static Task Asset(string path, HttpContext context, WebFiles web)
    {
        if (web.Files.GetFileInfo($"assets/{path}") is { Exists: true, IsDirectory: false } file)
        {
            return SendAsync(context, file, ForEver);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // Every path below it is one of the app's own; its router knows which.
    private static Task Page(HttpContext context, WebFiles web) =>
        context.User.Identity?.IsAuthenticated != true ? context.ChallengeAsync()
        : web.Index is { } index ? SendAsync(context, index, AskAgain)
        : NoticePage.WriteAsync(context, StatusCodes.Status200OK, "The page is not built", "Only the API runs here. Build the solution with Node 20 or newer installed to get the page.");

    private static Task SendAsync(HttpContext context, IFileInfo file, string caching)
    {
        context.Response.Headers.CacheControl = caching;
        var type = ContentTypes.TryGetContentType(file.Name, out var known) ? known : "application/octet-stream";
        var tag = new EntityTagHeaderValue($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"");
        return TypedResults.PhysicalFile(file.PhysicalPath!, WithCharset(type), lastModified: file.LastModified, entityTag: tag, enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static string WithCharset(string type) => type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type;
}
