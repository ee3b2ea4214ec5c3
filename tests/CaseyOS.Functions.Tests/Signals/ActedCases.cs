using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Functions.Tests.Sandbox;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>Cases that are no records but something that somebody does: drafts, answers, forms, opens, news.</summary>
internal sealed class ActedCases(RuleWorld world)
{
    /// <summary>Two drafts of now, of which one is sent, and one of the day before the cases.</summary>
    public async Task<IReadOnlyList<RuleCase>> LetDraftsLieAsync()
    {
        await world.RunAsync(GmailSource.SourceName);
        var (lying, sent) = (await DraftAsync("dora@drafts.example"), await DraftAsync("sven@drafts.example"));
        await world.Sandbox.SendDraftAsync(sent.Draft);
        await world.RunAsync(GmailSource.SourceName);
        await world.PassAsync(world.DayOfCases - world.Clock.GetUtcNow() - TimeSpan.FromDays(1));
        var fresh = await DraftAsync("frida@drafts.example");
        return
        [
            new("draft_unsent", true, $"draft:{lying.Execution}", "lies there for two days"),
            new("draft_unsent", false, $"draft:{sent.Execution}", "was sent"),
            new("draft_unsent", false, $"draft:{fresh.Execution}", "lies there for a day"),
        ];
    }

    /// <summary>Everything else.</summary>
    public async Task<IReadOnlyList<RuleCase>> ActAsync()
    {
        await world.RunAsync(GmailSource.SourceName);
        List<RuleCase> cases = [.. await AnswersAsync(), .. await FormsAsync(), .. await MeetingsAsync(), .. await NewsAsync()];
        using var later = await world.Alex.PutAsJsonAsync("api/signals/rules/newsletter_due", new { thresholds = new { lead_days = 1 } });
        later.EnsureSuccessStatusCode();
        var issue = DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime).AddDays(2).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return
        [
            .. cases,
            new("newsletter_due", true, $"newsletter:{issue}", "due in two days"),
            new("newsletter_due", false, $"alex/newsletter:{issue}", "due in two days, and one is time enough"),
            new("content_published", true, "content:issue-12", "appeared yesterday"),
            new("content_published", false, "content:issue-8", "appeared two months ago"),
        ];
    }

    /// <summary>HubSpot tells only the last open, so that each has to be seen before the next.</summary>
    public async Task OpenAgainAsync(IReadOnlyList<RuleCase> cases)
    {
        var (often, twice) = (await EmailAsync(cases, "opened it three times"), await EmailAsync(cases, "opened it twice"));
        await world.Sandbox.OpenAsync(often, minutesAgo: 2 * 1440);
        await world.Sandbox.OpenAsync(twice, minutesAgo: 2 * 1440);
        await SweepAsync();
        await world.Sandbox.OpenAsync(often, minutesAgo: 1440);
        await SweepAsync();
    }

    private async Task<(string Execution, string Draft)> DraftAsync(string to)
    {
        var move = await PostAsync("api/command-queue", new { title = $"Write to {to}", action_type = "follow_up", action_context = new { kind = "mail", to, to_name = "Dora Lind" } });
        var path = $"api/command-queue/{move.Text("id")}";
        var token = (await PostAsync($"{path}/preview", new { mode = "draft" })).Text("confirm_token");
        var execution = (await PostAsync($"{path}/execute", new { mode = "draft", confirm_token = token }, to)).GetProperty("execution");
        return (execution.Text("id"), execution.GetProperty("result").Text("gmail_draft_id"));
    }

    // One person answers, another one's machine does.
    private async Task<IReadOnlyList<RuleCase>> AnswersAsync()
    {
        using var gmail = await SandboxHttp.GmailAsync(world.SandboxAddress);
        List<string> threads = [];
        foreach (var (person, kind) in new[] { ("nora@answers.example", "positive"), ("otto@answers.example", "out_of_office") })
        {
            await world.HubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = person, firstname = person[..4], lastname = "Vik", hubspot_owner_id = "81520001" } });
            threads.Add((await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw("Lanes", person) })).Text("threadId"));
            await world.Sandbox.ReplyAsync(person, kind);
        }

        return
        [
            new("email_replied", true, $"thread:{threads[0]}", "answered"),
            new("email_replied", false, $"thread:{threads[1]}", "a machine answered"),
        ];
    }

    // Every week at this time for two months; the other one a day later.
    private async Task<IReadOnlyList<RuleCase>> MeetingsAsync()
    {
        using var calendar = new SandboxHttp(new Uri(world.SandboxAddress, "google/calendar/v3/"))
        {
            Token = (await CaseyOS.Testing.Sandbox.GoogleSignIn.TokensAsync(world.SandboxAddress)).GetProperty("access_token").GetString(),
        };
        await world.HubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "ada@northwind.example", firstname = "Ada", lastname = "Lund", hubspot_owner_id = "81520001" } });
        List<RuleCase> cases = [];
        foreach (var (id, days, fires, why) in new[] { ("series0a", 0, true, "one of a series, today"), ("series0b", 1, false, "one of a series, tomorrow") })
        {
            var start = world.DayOfCases.AddHours(1).AddDays(days - 7);
            await calendar.OkAsync(HttpMethod.Post, "calendars/primary/events", new
            {
                id,
                summary = "Weekly call",
                start = new { dateTime = start.UtcDateTime, timeZone = "UTC" },
                end = new { dateTime = start.UtcDateTime.AddMinutes(30), timeZone = "UTC" },
                recurrence = new[] { "RRULE:FREQ=WEEKLY;COUNT=9" },
                attendees = new[] { new { email = "ada@northwind.example" } },
            });
            cases.Add(new("meeting_today", fires, $"event:{id}_{start.AddDays(7).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture)}", why));
        }

        return cases;
    }

    private async Task<IReadOnlyList<RuleCase>> FormsAsync()
    {
        await HandInAsync("fay@forms.example", world.Clock.GetUtcNow().AddMinutes(-1));
        var known = await PersonAsync("contacted yesterday");
        await HandInAsync(known.Email, world.Clock.GetUtcNow().AddDays(-2));
        var made = (await world.HubSpot.PostAsync("crm/v3/objects/contacts/batch/read", new { idProperty = "email", inputs = new[] { new { id = "fay@forms.example" } }, properties = new[] { "email" } })).Body;
        return
        [
            new("form_submitted", true, $"contact:{made.GetProperty("results")[0].Text("id")}", "handed in a minute ago"),
            new("form_submitted", false, known.Entity, "handed in before they were contacted"),
        ];
    }

    private async Task HandInAsync(string email, DateTimeOffset at)
    {
        using var http = new HttpClient { BaseAddress = world.Casey.BaseAddress };
        http.DefaultRequestHeaders.Add("X-Webhook-Secret", "sandbox-form-secret");
        using var answer = await http.PostAsJsonAsync("api/webhooks/hubspot/form-submission", new { form_name = "Contact", submitted_at = at, fields = new { email, firstname = "Fay", lastname = "Lang" } });
        answer.EnsureSuccessStatusCode();
        await world.RunAsync();
    }

    private async Task<IReadOnlyList<RuleCase>> NewsAsync()
    {
        List<RuleCase> cases = [];
        foreach (var (domain, hours, fires, why) in new[] { ("inthenews.example", 30, true, "in the news since yesterday"), ("forgotten.example", 60, false, "was in the news three days ago") })
        {
            var company = await world.HubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/companies", new { properties = new { name = $"Company {domain}", domain, hubspot_owner_id = "81520001" } });
            world.News.All.Add(new(domain, "A new depot", world.Clock.GetUtcNow().AddHours(-hours)));
            cases.Add(new("company_news", fires, $"company:{company.Text("id")}", why));
        }

        // Search knows them a little later.
        await world.PassAsync(TimeSpan.FromSeconds(5));
        return cases;
    }

    private async Task SweepAsync()
    {
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.RunAsync(HubSpotSweep.SourceName);
    }

    private async Task<string> EmailAsync(IReadOnlyList<RuleCase> cases, string why) => await EmailOfAsync(cases.Single(known => known.Why == why).Entity);

    private async Task<(string Entity, string Email)> PersonAsync(string why)
    {
        var known = (await world.Sandbox.CasesAsync()).Single(known => known.Why == why);
        return (known.Entity, await EmailOfAsync(known.Entity));
    }

    private async Task<string> EmailOfAsync(string entity) =>
        (await world.HubSpot.GetAsync($"crm/v3/objects/contacts/{entity.Split(':')[1]}?properties=email")).Body.GetProperty("properties").Text("email");

    private async Task<JsonElement> PostAsync(string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await world.Casey.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
