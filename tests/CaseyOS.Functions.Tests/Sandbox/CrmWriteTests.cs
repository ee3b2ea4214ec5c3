using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class CrmWriteTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task UniqueProperty_OnceCreated_IsEnforcedAndUpsertFindsByIt()
    {
        await sandbox.Client.ResetAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        object property = new { name = "caseyos_execution_id", label = "Execution", type = "string", fieldType = "text", groupName = "taskinformation", hasUniqueValue = true };
        Assert.Equal(400, (await hubSpot.PostAsync("crm/v3/objects/tasks/batch/upsert", Upsert("e1", "One"))).Status);
        await hubSpot.OkAsync(HttpMethod.Post, "crm/properties/2026-09/tasks", property);
        Assert.Equal(409, (await hubSpot.PostAsync("crm/properties/2026-09/tasks", property)).Status);

        var made = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/tasks/batch/upsert", Upsert("e1", "One"))).GetProperty("results")[0];
        var again = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/tasks/batch/upsert", Upsert("e1", "Two"))).GetProperty("results")[0];
        var (status, refusal) = await hubSpot.PostAsync("crm/v3/objects/tasks", new { properties = new { hs_timestamp = "1795000000000", caseyos_execution_id = "e1" } });

        Assert.True(made.GetProperty("new").GetBoolean());
        Assert.False(again.GetProperty("new").GetBoolean());
        Assert.Equal(made.Text("id"), again.Text("id"));
        Assert.Equal("Two", again.GetProperty("properties").Text("hs_task_subject"));
        Assert.Equal((400, "CONFLICTING_UNIQUE_VALUE"), (status, refusal.GetProperty("errors")[0].Text("code")));
        Assert.Single(await sandbox.Client.EffectsAsync("task_created"));
    }

    [Fact]
    public async Task Upsert_FiveAtOnceWithTheSameKey_MakesOneRecord()
    {
        await sandbox.Client.ResetAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/properties/tasks", new { name = "caseyos_execution_id", label = "Execution", type = "string", fieldType = "text", groupName = "taskinformation", hasUniqueValue = true });

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => hubSpot.PostAsync("crm/v3/objects/tasks/batch/upsert", Upsert("e2", "Call"))));

        Assert.Single(answers.Select(answer => answer.Body.GetProperty("results")[0].Text("id")).Distinct());
        Assert.Single(await sandbox.Client.EffectsAsync("task_created"));
    }

    [Theory]
    [InlineData("contacts", """{"properties":{"email":"not an address"}}""", "INVALID_EMAIL")]
    [InlineData("contacts", """{"properties":{"shoe_size":"44"}}""", "PROPERTY_DOESNT_EXIST")]
    [InlineData("contacts", """{"properties":{"lifecyclestage":"friend"}}""", "INVALID_OPTION")]
    [InlineData("deals", """{"properties":{"dealname":"x","dealstage":"qualifiedtobuy","amount":"much"}}""", "INVALID_DOUBLE")]
    [InlineData("deals", """{"properties":{"dealname":"x","dealstage":"qualifiedtobuy","hs_is_closed":"true"}}""", "READ_ONLY_VALUE")]
    [InlineData("deals", """{"properties":{"dealname":"x","dealstage":"qualifiedtobuy","hubspot_owner_id":"7"}}""", "INVALID_OWNER_ID")]
    [InlineData("tasks", """{"properties":{"hs_timestamp":"tomorrow"}}""", "INVALID_LONG")]
    public async Task Create_WithAWrongValue_NamesIt(string type, string body, string code)
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var effects = (await sandbox.Client.EffectsAsync()).Count;

        var (status, answer) = await hubSpot.SendAsync(HttpMethod.Post, $"crm/v3/objects/{type}", body);

        Assert.Equal(400, status);
        Assert.Equal(code, answer.GetProperty("errors")[0].Text("code"));
        Assert.Equal(effects, (await sandbox.Client.EffectsAsync()).Count);
    }

    [Fact]
    public async Task Contact_WithATakenAddress_Is409()
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "twice@somewhere.example" } });

        var (status, answer) = await hubSpot.PostAsync("crm/v3/objects/contacts", new { properties = new { email = "Twice@Somewhere.example" } });

        Assert.Equal((409, "CONFLICT"), (status, answer.Text("category")));
    }

    [Fact]
    public async Task DealStage_Changed_MovesTheDatesAndFlagsThatFollow()
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var id = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/deals", new { properties = new { dealname = "Move", dealstage = "qualifiedtobuy" } })).Text("id");
        await sandbox.Client.AdvanceAsync(TimeSpan.FromDays(3));

        var won = (await hubSpot.OkAsync(HttpMethod.Patch, $"crm/v3/objects/deals/{id}", new { properties = new { dealstage = "closedwon" } })).GetProperty("properties");

        Assert.Equal(("true", "true", "1"), (won.Text("hs_is_closed"), won.Text("hs_is_closed_won"), won.Text("hs_deal_stage_probability")));
        Assert.Equal(won.Text("hs_v2_date_entered_closedwon"), won.Text("hs_v2_date_entered_current_stage"));
        Assert.InRange(
            (DateTimeOffset.Parse(won.Text("hs_v2_date_entered_closedwon"), null) - DateTimeOffset.Parse(won.Text("hs_v2_date_entered_qualifiedtobuy"), null)).TotalDays, 2.99, 3.01);
    }

    [Fact]
    public async Task Email_Logged_CountsAsContactOfThePersonAndTheDeal()
    {
        await sandbox.Client.ResetAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var contact = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "new@somewhere.example" } })).Text("id");
        await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/emails", new
        {
            properties = new { hs_timestamp = "2026-01-05T10:00:00Z", hs_email_direction = "EMAIL", hs_email_status = "SENT", hs_email_subject = "Hi" },
            associations = new[] { new { to = new { id = contact }, types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = 198 } } } },
        });

        var touched = (await hubSpot.OkAsync(HttpMethod.Get, $"crm/v3/objects/contacts/{contact}?properties=notes_last_contacted,num_contacted_notes&associations=emails"));

        Assert.Equal("2026-01-05T10:00:00.000Z", touched.GetProperty("properties").Text("notes_last_contacted"));
        Assert.Equal("1", touched.GetProperty("properties").Text("num_contacted_notes"));
        Assert.Equal("contact_to_email", touched.GetProperty("associations").GetProperty("emails").GetProperty("results")[0].Text("type"));
        Assert.Single(await sandbox.Client.EffectsAsync("engagement_logged"));
    }

    [Fact]
    public async Task Association_WithATypeOfAnotherPair_Is400AndCreatesNothing()
    {
        await sandbox.Client.ResetAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);

        var (status, _) = await hubSpot.PostAsync("crm/v3/objects/tasks", new
        {
            properties = new { hs_timestamp = "1795000000000" },
            associations = new[] { new { to = new { id = "21400100" }, types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = 279 } } } },
        });

        Assert.Equal(400, status);
        Assert.Empty(await sandbox.Client.EffectsAsync());
    }

    [Fact]
    public async Task Archive_Twice_CountsOnceAndHidesTheRecord()
    {
        await sandbox.Client.ResetAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var id = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/tasks", new { properties = new { hs_timestamp = "1795000000000" } })).Text("id");

        await hubSpot.OkAsync(HttpMethod.Delete, $"crm/v3/objects/tasks/{id}");
        await hubSpot.OkAsync(HttpMethod.Delete, $"crm/v3/objects/tasks/{id}");

        Assert.Equal(404, (await hubSpot.GetAsync($"crm/v3/objects/tasks/{id}")).Status);
        Assert.True((await hubSpot.OkAsync(HttpMethod.Get, $"crm/v3/objects/tasks/{id}?archived=true")).GetProperty("archived").GetBoolean());
        Assert.Single(await sandbox.Client.EffectsAsync("task_archived"));
    }

    private static object Upsert(string id, string subject) =>
        new { inputs = new[] { new { id, idProperty = "caseyos_execution_id", properties = new { hs_timestamp = "1795000000000", hs_task_subject = subject } } } };
}
