using System.Globalization;
using System.Net.Http.Json;
using CaseyOS.Core.Signals.News;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Functions.Tests.Sandbox;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>What made each rule fire changes, and its moves are looked at until they have left the page.</summary>
internal sealed class RuleEndings(RuleWorld world)
{
    public async Task RunAsync()
    {
        var fired = world.Cases.Where(known => known.Fires && world.Signals.ContainsKey((known.Rule, known.Entity))).ToList();
        foreach (var known in fired)
        {
            await UndoAsync(known);
        }

        // HubSpot's search shows changes two seconds late, and rules are read again after three.
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.RunAsync(GmailSource.SourceName, HubSpotSweep.SourceName, InternalSource.SourceName, FeedSource.SourceName, CompanyNewsSource.SourceName);
        await world.PassAsync(TimeSpan.FromHours(2));
        await world.RunAsync(CalendarSource.SourceName);
        foreach (var known in fired)
        {
            world.Ends[(known.Rule, known.Entity)] = await world.EndAsync(world.Signals[(known.Rule, known.Entity)]);
        }
    }

    private async Task UndoAsync(RuleCase known)
    {
        var id = known.Entity.Split(':')[1];
        await (known.Rule switch
        {
            "deal_stalled" or "proposal_no_response" or "deal_close_date_passed" or "deal_at_risk" or "case_study_ready" or "customer_onboarding" =>
                ChangeAsync($"deals/{id}", new { dealstage = "closedlost" }),
            "contract_expiring" or "customer_quiet" => ChangeAsync($"companies/{id}", new { renewal_date = world.Clock.GetUtcNow().AddDays(200).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }),
            "email_replied" => AnswerAsync(id),
            "draft_unsent" => RollBackAsync(id),
            "newsletter_due" => SetAsync(known.Rule, new { every_days = 13 }),
            "content_published" or "company_news" => SetAsync(known.Rule, new { days = 1 }),
            "meeting_today" => Task.CompletedTask, // it begins
            _ => TouchAsync(known.Entity),
        });
    }

    private Task ChangeAsync(string record, object properties) => world.HubSpot.OkAsync(HttpMethod.Patch, $"crm/objects/2026-09/{record}", new { properties });

    // Somebody writes to a contact, about a deal perhaps.
    private Task TouchAsync(string entity)
    {
        var (type, id) = (entity.Split(':')[0], entity.Split(':')[1]);
        return world.HubSpot.OkAsync(HttpMethod.Post, "crm/objects/2026-09/emails", new
        {
            properties = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["hs_timestamp"] = world.Clock.GetUtcNow().AddSeconds(-1).ToString("O"),
                ["hs_email_direction"] = "EMAIL",
                ["hs_email_status"] = "SENT",
                ["hs_email_subject"] = "Hello",
                ["hs_email_text"] = "Hello",
            },
            associations = new[]
            {
                new
                {
                    to = new { id },
                    types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = type == "deal" ? 210 : 198 } },
                },
            },
        });
    }

    private async Task AnswerAsync(string thread)
    {
        using var gmail = await SandboxHttp.GmailAsync(world.SandboxAddress);
        var last = (await gmail.GetAsync($"threads/{thread}?format=metadata")).Body.GetProperty("messages").EnumerateArray().Last();
        var reference = Mails.Header(last, "Message-ID")!;
        await gmail.OkAsync(HttpMethod.Post, "messages/send", new { threadId = thread, raw = Mails.Raw("Re: Lanes", "nora@answers.example", "Gladly", $"In-Reply-To: {reference}", $"References: {reference}") });
    }

    private async Task RollBackAsync(string execution)
    {
        using var answer = await world.Casey.PostAsync($"api/executions/{execution}/rollback", content: null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task SetAsync(string rule, object thresholds)
    {
        using var answer = await world.Casey.PutAsJsonAsync($"api/signals/rules/{rule}", new { thresholds });
        answer.EnsureSuccessStatusCode();
    }
}
