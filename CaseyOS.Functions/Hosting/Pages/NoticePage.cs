using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace CaseyOS.Functions.Hosting;

/// <summary>The few pages that must work without the web app: a heading, a sentence, a way on. No script, no personal data.</summary>
internal static class NoticePage
{
    private const string Style = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
        body { max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem }
        h1 { font-size: 1.5rem }
        """;

    /// <summary>Lets exactly this style pass the content security policy.</summary>
    public static string StyleSource { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    /// <summary>The way on that most pages offer.</summary>
    private const string SignIn = """<p><a href="/login?prompt=select_account">Sign in with Google</a></p>""";

    /// <summary>A button that posts to the page's own address.</summary>
    public static string Button(string label) => $"""<form method="post"><button>{WebUtility.HtmlEncode(label)}</button></form>""";

    /// <summary>Answers with the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">Status of the answer.</param>
    /// <param name="title">Heading.</param>
    /// <param name="text">Sentence.</param>
    /// <param name="link">Markup of the way on; null for none.</param>
    public static Task WriteAsync(HttpContext context, int status, string title, string text, string? link = SignIn)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{WebUtility.HtmlEncode(title)}} · CaseyOS</title>
            <style>{{Style}}</style>
            </head>
            <body>
            <main>
            <h1>{{WebUtility.HtmlEncode(title)}}</h1>
            <p>{{WebUtility.HtmlEncode(text)}}</p>
            {{link}}
            </main>
            </body>
            </html>
            """);
    }
}
