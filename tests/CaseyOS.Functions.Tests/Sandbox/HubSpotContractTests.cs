using System.Text.Json;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>Every kind of HubSpot call that the sandbox knows, held against HubSpot's own description.</summary>
public sealed class HubSpotContractTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private static readonly string[] Types = ["contacts", "companies", "deals", "tasks", "emails", "meetings", "notes"];

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public async Task Reading_EveryType_AnswersAsDescribed()
    {
        using var contract = new ContractHandler();
        using var hubSpot = new SandboxHttp(sandbox.HubSpot, contract);
        foreach (var version in new[] { "v3/objects", "objects/2026-09" })
        {
            foreach (var type in Types)
            {
                var list = await hubSpot.OkAsync(HttpMethod.Get, $"crm/{version}/{type}?limit=3&associations=contacts,companies,deals&properties=hubspot_owner_id,nothing");
                var id = list.GetProperty("results")[0].Text("id");
                await hubSpot.OkAsync(HttpMethod.Get, $"crm/{version}/{type}/{id}?associations=deals");
                await hubSpot.OkAsync(HttpMethod.Post, $"crm/{version}/{type}/search", new { limit = 2, sorts = new[] { "createdate" }, filterGroups = Array.Empty<object>() });
                await hubSpot.OkAsync(HttpMethod.Post, $"crm/{version}/{type}/batch/read", new
                {
                    inputs = new object[] { new { id }, new { id = "1" } },
                    properties = new[] { "hubspot_owner_id" },
                    propertiesWithHistory = Array.Empty<string>(),
                });
                await hubSpot.GetAsync($"crm/{version}/{type}/1");
            }
        }

        await hubSpot.OkAsync(HttpMethod.Get, "crm/v3/owners?limit=1");
        await hubSpot.OkAsync(HttpMethod.Get, "crm/owners/2026-09/81520001");
        await hubSpot.OkAsync(HttpMethod.Get, "crm/pipelines/2026-09/deals");
        await hubSpot.OkAsync(HttpMethod.Get, "crm/v3/pipelines/deals/default/stages/proposalsent");
        await hubSpot.OkAsync(HttpMethod.Get, "crm/properties/2026-09/deals");
        await hubSpot.OkAsync(HttpMethod.Get, "crm/v3/properties/emails/groups");
        Assert.Empty(contract.Problems);
        Assert.True(contract.Checked > 70);
    }

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public async Task Writing_EveryWay_AnswersAsDescribed()
    {
        using var contract = new ContractHandler();
        using var hubSpot = new SandboxHttp(sandbox.HubSpot, contract);
        var deal = (await hubSpot.OkAsync(HttpMethod.Get, "crm/v3/objects/deals?limit=1")).GetProperty("results")[0].Text("id");
        var contact = (await hubSpot.OkAsync(HttpMethod.Get, "crm/v3/objects/contacts?limit=1")).GetProperty("results")[0].Text("id");
        var task = await hubSpot.OkAsync(HttpMethod.Post, "crm/objects/2026-09/tasks", new
        {
            properties = new { hs_timestamp = "2026-12-01T09:00:00Z", hs_task_subject = "Call" },
            associations = new[] { new { to = new { id = deal }, types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = 216 } } } },
        });
        await hubSpot.OkAsync(HttpMethod.Patch, $"crm/v3/objects/tasks/{task.Text("id")}", new { properties = new { hs_task_status = "COMPLETED" } });
        await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/notes/batch/create", new { inputs = new[] { new { properties = new { hs_timestamp = "1795000000000", hs_note_body = "Hi" } } } });
        await hubSpot.OkAsync(HttpMethod.Post, "crm/properties/2026-09/emails", new { name = "contract_key", label = "Key", type = "string", fieldType = "text", groupName = "emailinformation", hasUniqueValue = true });
        var mail = await hubSpot.OkAsync(HttpMethod.Post, "crm/objects/2026-09/emails/batch/upsert", new
        {
            inputs = new[] { new { id = "x1", idProperty = "contract_key", properties = new { hs_timestamp = "1795000000000", hs_email_direction = "EMAIL" } } },
        });
        var mailId = mail.GetProperty("results")[0].Text("id");
        await hubSpot.OkAsync(HttpMethod.Put, $"crm/v4/objects/emails/{mailId}/associations/default/contacts/{contact}");
        await hubSpot.OkAsync(HttpMethod.Put, $"crm/objects/2026-09/emails/{mailId}/associations/deals/{deal}", new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = 210 } });
        await hubSpot.OkAsync(HttpMethod.Post, "crm/associations/2026-09/emails/contacts/batch/create", new
        {
            inputs = new[] { new { from = new { id = mailId }, to = new { id = contact }, types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = 198 } } } },
        });
        await hubSpot.OkAsync(HttpMethod.Post, "crm/v4/associations/deals/contacts/batch/read", new { inputs = new object[] { new { id = deal }, new { id = "1" } } });
        await hubSpot.OkAsync(HttpMethod.Get, $"crm/v4/objects/emails/{mailId}/associations/contacts?limit=5");
        await hubSpot.OkAsync(HttpMethod.Get, "crm/v4/associations/deals/companies/labels");
        await hubSpot.OkAsync(HttpMethod.Delete, $"crm/v4/objects/emails/{mailId}/associations/contacts/{contact}");
        await hubSpot.OkAsync(HttpMethod.Delete, $"crm/v3/objects/emails/{mailId}");
        await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/tasks/batch/archive", new { inputs = new[] { new { id = task.Text("id") } } });
        Assert.Empty(contract.Problems);
    }

    [Theory(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    [InlineData("GET", "crm/v3/objects/deals/7", null, 404)]
    [InlineData("POST", "crm/v3/objects/deals", "{\"properties\":{\"dealname\":\"x\",\"dealstage\":\"nowhere\"}}", 400)]
    [InlineData("POST", "crm/v3/objects/tasks", "{\"properties\":{\"hs_task_subject\":\"x\"}}", 400)]
    [InlineData("POST", "crm/v3/objects/contacts", "{\"properties\":{\"shoe_size\":\"44\"}}", 400)]
    [InlineData("POST", "crm/v3/objects/deals/search", "{\"limit\":201}", 400)]
    [InlineData("POST", "crm/v3/objects/deals/search", "{\"filterGroups\":", 400)]
    [InlineData("GET", "crm/v3/objects/deals?limit=101", null, 400)]
    public async Task WrongRequest_IsRefusedInHubSpotsShape(string method, string path, string? body, int status)
    {
        using var contract = new ContractHandler { CheckRequests = false };
        using var hubSpot = new SandboxHttp(sandbox.HubSpot, contract);

        var (actual, answer) = await hubSpot.SendAsync(new HttpMethod(method), path, body);

        Assert.Equal(status, actual);
        Assert.Empty(contract.Problems);
        Assert.Equal("error", answer.Text("status"));
    }

    [Fact]
    public async Task AnyPath_WithoutTheKey_Is401InHubSpotsShape()
    {
        using var hubSpot = new SandboxHttp(sandbox.HubSpot) { Token = "something-else" };

        var (status, answer) = await hubSpot.GetAsync("crm/v3/objects/deals");

        Assert.Equal(401, status);
        Assert.Equal("INVALID_AUTHENTICATION", answer.Text("category"));
    }

    [Fact]
    public async Task UnknownPath_Is404InHubSpotsShape()
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);

        var (status, answer) = await hubSpot.GetAsync("crm/objects/2031-01/deals");

        Assert.Equal(404, status);
        Assert.Equal(JsonValueKind.String, answer.GetProperty("correlationId").ValueKind);
    }
}
