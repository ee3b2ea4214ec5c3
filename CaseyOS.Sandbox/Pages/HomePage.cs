using System.Globalization;
using System.Text.Json;
using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Pages;

/// <summary>A mailbox one can look into and send from, and what has happened lately.</summary>
internal static class HomePage
{
    public static void MapHome(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Show);
        routes.MapGet("/sandbox", Show);
    }

    private static IResult Show(HttpContext context, World world)
    {
        var account = UserMailbox.ChosenAccount(context) ?? Accounts.Casey;
        var waiting = world.Do(_ => world.Plans.All.Count(plan => plan.Account == account.Email && plan.DueAt > world.Now.AddSeconds(-1)));
        return Page.Write(context, "Mailbox", changing: waiting > 0, content: world.Do(_ =>
        {
            var messages = world.MessagesOf(account.Email).ToArray();
            return Html.Of($"""
                <nav aria-label="Accounts">{Tabs(account)}</nav>
                <p class="soft">World “{world.Tenant.Scenario}”, seed {world.Tenant.Seed}. It is {When(world.Now)} here.</p>
                {Waiting(waiting)}
                <h2>Drafts</h2>{Drafts(world, account)}
                <h2>Inbox</h2>{Mails([.. messages.Where(message => message.Has(Label.Inbox))], "Nothing has come in.")}
                <h2>Sent</h2>{Mails([.. messages.Where(message => message.Has(Label.Sent))], "Nothing has been sent.")}
                <h2>Calendar</h2>{Meetings(world, account)}
                <h2>What happened</h2>{Effects(world)}
                <h2>More</h2><nav aria-label="More"><a href="/sandbox/effects">All effects</a><a href="/sandbox/requests">All requests</a><a href="/sandbox/faults">Faults</a><a href="/sandbox/health">Health</a></nav>
                """);
        }));
    }

    private static Html Tabs(Account chosen) => Html.Join(Accounts.All.Select(account => Html.Of(
        $"""<a href="/sandbox?account={account.Email}" {new Html(account == chosen ? "aria-current=\"page\"" : "")}>{account.Email}</a>""")));

    private static Html Waiting(int people) => people switch
    {
        0 => Html.Empty,
        1 => new("<p class=\"card\" role=\"status\">Somebody is writing an answer …</p>"),
        _ => Html.Of($"<p class=\"card\" role=\"status\">{people} people are writing answers …</p>"),
    };

    private static Html Drafts(World world, Account account)
    {
        var drafts = world.DraftsOf(account.Email).Take(50).Select(pair => Html.Of($"""
            <article class="card"><div class="row"><div><p><b>{pair.Message.Mime["Subject"]}</b></p><p class="soft">To {pair.Message.Mime["To"]}</p></div>
            <form method="post" action="/sandbox/mailbox/drafts/{pair.Draft.Id}/send"><button class="go">Send</button></form></div>
            <pre>{pair.Message.Mime.Text}</pre></article>
            """)).ToArray();
        return drafts.Length > 0 ? Html.Join(drafts) : new Html("<p class=\"soft\">No drafts. Execute a move and one appears here.</p>");
    }

    private static Html Mails(Message[] messages, string none)
    {
        if (messages.Length == 0)
        {
            return Html.Of($"""<p class="soft">{none}</p>""");
        }

        return Html.Join(messages.DistinctBy(message => message.ThreadId).Take(15).Select(message => Html.Of($"""
            <details class="card"><summary><b>{message.Mime["Subject"]}</b><br>
            <span class="soft">{(message.Has(Label.Sent) ? "To " + message.Mime["To"] : "From " + message.Mime["From"])} · {When(message.Date)}</span></summary>
            <pre>{message.Mime.Text}</pre></details>
            """)));
    }

    private static Html Meetings(World world, Account account)
    {
        var ahead = world.EventsOf(account.Email).Where(item => !item.IsCancelled && item.End > world.Now).OrderBy(item => item.Start).Take(10).Select(item => Html.Of($"""
            <li><b>{item.Text("summary")}</b> <span class="soft">{When(item.Start)}, with {string.Join(", ", Guests.Addresses(item).Where(guest => guest != account.Email))}</span></li>
            """)).ToArray();
        return ahead.Length > 0 ? Html.Of($"<ul>{Html.Join(ahead)}</ul>") : new Html("<p class=\"soft\">Nothing ahead.</p>");
    }

    private static Html Effects(World world)
    {
        var latest = world.ListEffects(null, null).TakeLast(12).Reverse().Select(effect => Html.Of($"""
            <li><b>{effect.Kind}</b> <span class="soft">{When(effect.At)}, by {effect.Actor}</span> {Subject(effect)}</li>
            """)).ToArray();
        return latest.Length > 0 ? Html.Of($"<ul>{Html.Join(latest)}</ul>") : new Html("<p class=\"soft\">Nothing yet.</p>");
    }

    private static string? Subject(Effect effect) =>
        effect.Content.TryGetProperty("subject", out var subject) && subject.ValueKind == JsonValueKind.String ? subject.GetString() : null;

    private static string When(DateTimeOffset time) => time.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
