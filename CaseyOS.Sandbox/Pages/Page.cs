using System.Text;

namespace CaseyOS.Sandbox.Pages;

/// <summary>The frame of every page: the word SANDBOX, nothing from elsewhere, and no script at all.</summary>
internal static class Page
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#16202b;--soft:#5b6875;--line:#d8dee5;--paper:#fff;--back:#f4f6f8;--mark:#b45309;--go:#0f766e}
        @media (prefers-color-scheme:dark){:root{--ink:#e7edf3;--soft:#9aa8b5;--line:#2d3945;--paper:#17212b;--back:#0e151c;--mark:#fbbf24;--go:#2dd4bf}}
        *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:60rem;margin:0 auto;padding:1rem}
        header{border-bottom:6px dashed var(--mark);padding:1rem;text-align:center;background:var(--paper)}
        header strong{display:block;font-size:clamp(2.2rem,11vw,4.5rem);letter-spacing:.18em;margin-right:-.18em;color:var(--mark);line-height:1.1}
        header span{color:var(--soft)}h2{font-size:1.15rem;margin:1.6rem 0 .5rem}
        nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:.5rem 0}nav a,button,.chip{border:1px solid var(--line);border-radius:.5rem;padding:.45rem .8rem;background:var(--paper);color:inherit;text-decoration:none;font:inherit}
        nav a[aria-current]{border-color:var(--go);box-shadow:inset 0 0 0 1px var(--go)}
        button{cursor:pointer}button.go{background:var(--go);border-color:var(--go);color:var(--paper);font-weight:600}
        a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
        .card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:.8rem 1rem;margin:.6rem 0;overflow-wrap:anywhere}
        .card p{margin:.2rem 0}.soft{color:var(--soft)}.row{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem;align-items:center}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:.4rem 0 0}summary{cursor:pointer}
        form{margin:0}label{display:flex;gap:.6rem;align-items:flex-start;padding:.35rem 0;overflow-wrap:anywhere}
        label input{margin-top:.35rem}ul{padding-left:1.2rem}
        """;

    /// <summary>Without a script, this is how a page shows what comes in while it is open.</summary>
    private static readonly Html Refresh = new("<meta http-equiv=\"refresh\" content=\"4\">");

    /// <param name="changing">Something is about to happen: the page loads itself again until it has.</param>
    public static IResult Write(HttpContext context, string title, Html content, int status = StatusCodes.Status200OK, bool changing = false)
    {
        // Form targets include other loopback ports because the consent form ends in a redirect back to the program.
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "form-action 'self' http://localhost:* http://127.0.0.1:*";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        var page = Html.Of($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            {(changing ? Refresh : Html.Empty)}<title>SANDBOX: {title}</title><style>{new Html(Style)}</style></head>
            <body><header><strong>SANDBOX</strong><span>Invented people, invented companies. Nothing here reaches anybody.</span></header>
            <main>{content}</main></body></html>
            """);
        return Results.Content(page.Text, "text/html", Encoding.UTF8, status);
    }
}
