using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Pages;

/// <summary>Choosing an account and what the program may do; scopes can be unticked one by one.</summary>
internal static class ConsentPage
{
    public static IResult Show(HttpContext context, AuthorizeRequest request, IQueryCollection query)
    {
        var hidden = Html.Join(query.SelectMany(pair => pair.Value, (pair, value) => (pair.Key, Value: value))
            .Select(pair => Html.Of($"""<input type="hidden" name="{pair.Key}" value="{pair.Value}">""")));
        var accounts = Html.Join(Accounts.All.Select((account, index) => Html.Of($"""
            <label><input type="radio" name="account" value="{account.Email}" {new Html(index == 0 ? "checked" : "")}>
            <span>{account.Name}<br><span class="soft">{account.Email}</span></span></label>
            """)));
        var scopes = Html.Join(request.Scopes.Where(scope => !AuthorizeRequest.IsIdentity(scope)).Select(scope => Html.Of($"""
            <label><input type="checkbox" name="granted" value="{scope}" checked><span>{GoogleScopes.Describe(scope)}<br><span class="soft">{scope}</span></span></label>
            """)));
        return Page.Write(context, "Sign in", Html.Of($"""
            <form method="post" action="/google/o/oauth2/v2/auth">{hidden}
            <h2>Choose an account</h2><div class="card">{accounts}</div>
            <h2>{request.ClientId} wants to</h2><div class="card"><p class="soft">know who you are, and</p>{scopes}</div>
            <p class="soft">You will be sent back to {request.RedirectUri.GetLeftPart(UriPartial.Path)}</p>
            <div class="row"><button name="action" value="deny">Cancel</button><button class="go" name="action" value="allow">Continue</button></div></form>
            """));
    }

    public static IResult Problem(HttpContext context, string problem) =>
        Page.Write(context, "Error 400", Html.Of($"""<h2>Access blocked</h2><div class="card"><p>Error 400: {problem}</p></div>"""), StatusCodes.Status400BadRequest);
}
