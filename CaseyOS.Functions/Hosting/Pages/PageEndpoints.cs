using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace CaseyOS.Functions.Hosting;

/// <summary>Serves the web app: its page behind the session, its hashed files to anybody, for ever.</summary>
internal static class PageEndpoints
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapMethods("/", ["GET", "HEAD"], Root).AllowAnonymous();
        pages.MapMethods("/caseyos/{**path}", ["GET", "HEAD"], Page);
        pages.MapMethods("/assets/{**path}", ["GET", "HEAD"], (string path, HttpContext context, WebFiles web) => FileAsync(context, web, $"assets/{path}", ForEver)).AllowAnonymous();
        pages.MapMethods("/favicon.ico", ["GET", "HEAD"], (HttpContext context, WebFiles web) => FileAsync(context, web, "favicon.ico", AskAgain)).AllowAnonymous();
        return routes;
    }

    // The Functions host pings this path, at start every 25 ms; a browser is led to the page.
    private static IResult Root(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Redirect("/caseyos")
            : TypedResults.Text("CaseyOS");

    private static Task Page(HttpContext context, WebFiles web) => web.Index is { } index
        ? SendAsync(context, index, AskAgain)
        : NoticePage.WriteAsync(context, StatusCodes.Status200OK, "The page is not built", "Only the API runs here. Build the solution with Node 20 or newer installed to get the page.");

    private static Task FileAsync(HttpContext context, WebFiles web, string path, string caching)
    {
        if (web.Files.GetFileInfo(path) is { Exists: true, IsDirectory: false } file)
        {
            return SendAsync(context, file, caching);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, IFileInfo file, string caching)
    {
        context.Response.Headers.CacheControl = caching;
        var type = ContentTypes.TryGetContentType(file.Name, out var known) ? known : "application/octet-stream";
        var tag = new EntityTagHeaderValue($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"");
        await TypedResults.PhysicalFile(file.PhysicalPath!, Text(type), lastModified: file.LastModified, entityTag: tag, enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static string Text(string type) => type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type;
}
