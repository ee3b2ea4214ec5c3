using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>Whatever comes in, the answer is the provider's refusal and never a failure of the sandbox.</summary>
public sealed class BadInputTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private static readonly string[] Bodies =
    [
        "", "{", "null", "[]", "7", "\"text\"", "{}", """{"inputs":null}""", """{"inputs":[null]}""", """{"inputs":[7]}""", """{"inputs":[{"id":{}}]}""",
        """{"inputs":[{"id":"1","idProperty":"email","properties":[]}]}""", """{"inputs":[{"from":7,"to":[]}]}""", """{"inputs":[{"id":"1","from":{"id":"1"},"to":{"id":"2"},"types":[7]}]}""",
        """{"properties":{"email":{}}}""", """{"properties":{"email":"a@b.example","email":"c@d.example"}}""", """{"properties":[],"associations":[7]}""",
        """{"properties":{"hs_timestamp":"99999999999999999999"},"associations":[{"to":7,"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":204}]}]}""",
        """{"filterGroups":[7],"sorts":[7],"after":{}}""", """{"filterGroups":[{"filters":[{"propertyName":"dealname","operator":"CONTAINS_TOKEN","value":"(((**]["}]}]}""",
        """{"limit":1e99}""", """{"message":7}""", """{"message":{"raw":7}}""", """{"message":{"raw":"AAAA"}}""", """{"id":"r1","message":"x"}""", """{"raw":"VG86IGE=","threadId":7}""",
        """{"name":"x","type":"string","fieldType":"text","label":"x","groupName":"g","options":[7]}""",
    ];

    [Theory]
    [InlineData("hubspot", "POST", "crm/v3/objects/deals")]
    [InlineData("hubspot", "POST", "crm/v3/objects/deals/search")]
    [InlineData("hubspot", "POST", "crm/v3/objects/tasks")]
    [InlineData("hubspot", "PATCH", "crm/v3/objects/contacts/21400520")]
    [InlineData("hubspot", "POST", "crm/v3/objects/contacts/batch/read")]
    [InlineData("hubspot", "POST", "crm/v3/objects/contacts/batch/create")]
    [InlineData("hubspot", "POST", "crm/v3/objects/contacts/batch/update")]
    [InlineData("hubspot", "POST", "crm/v3/objects/contacts/batch/upsert")]
    [InlineData("hubspot", "POST", "crm/v3/objects/contacts/batch/archive")]
    [InlineData("hubspot", "POST", "crm/v4/associations/deals/contacts/batch/read")]
    [InlineData("hubspot", "POST", "crm/v4/associations/deals/contacts/batch/create")]
    [InlineData("hubspot", "POST", "crm/v4/associations/deals/contacts/batch/archive")]
    [InlineData("hubspot", "PUT", "crm/v4/objects/deals/1/associations/contacts/2")]
    [InlineData("hubspot", "POST", "crm/v3/properties/deals")]
    [InlineData("google/gmail/v1/users/me", "POST", "drafts")]
    [InlineData("google/gmail/v1/users/me", "PUT", "drafts/r1")]
    [InlineData("google/gmail/v1/users/me", "POST", "drafts/send")]
    [InlineData("google/gmail/v1/users/me", "POST", "messages/send")]
    public async Task AnyBody_IsAnsweredWithoutAFailure(string root, string method, string path)
    {
        var token = root == "hubspot" ? SandboxHttp.HubSpotKey : (await GoogleSignIn.TokensAsync(sandbox.Address)).Text("access_token");
        using var http = new SandboxHttp(new Uri(sandbox.Address, root + "/")) { Token = token };
        foreach (var body in Bodies)
        {
            var (status, answer) = await http.SendAsync(new HttpMethod(method), path, body);
            Assert.True(status < 500, $"{method} {path} with {body} answered {status}: {answer}");
        }
    }

    [Theory]
    [InlineData("crm/v3/objects/unicorns")]
    [InlineData("crm/v3/objects/deals?after=x")]
    [InlineData("crm/v3/objects/deals?limit=-1")]
    [InlineData("crm/v3/objects/deals?associations=unicorns")]
    [InlineData("crm/v4/objects/deals/x/associations/unicorns")]
    [InlineData("crm/v3/pipelines/contacts")]
    public async Task WrongPathOrParameter_IsRefused(string path)
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);

        Assert.InRange((await hubSpot.GetAsync(path)).Status, 400, 404);
    }
}
