using CaseyOS.Testing.Contracts;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>The checker itself: a check that never complains would prove nothing.</summary>
public sealed class ContractCheckTests
{
    private const string Deal = """{"id":"1","properties":{"amount":"5"},"createdAt":"2026-01-01T00:00:00.000Z","updatedAt":"2026-01-01T00:00:00.000Z"}""";

    [Theory(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    [InlineData("\"amount\":\"5\"", "\"amount\":\"5\"", null)]
    [InlineData("\"amount\":\"5\"", "\"amount\":5", "$.properties.amount")]
    [InlineData("\"id\":\"1\",", "", "$.id is missing")]
    [InlineData("\"createdAt\":\"2026-01-01T00:00:00.000Z\"", "\"createdAt\":\"yesterday\"", "$.createdAt")]
    [InlineData("\"id\":\"1\"", "\"id\":\"1\",\"surprise\":1", "$.surprise is not described")]
    public void HubSpotAnswer_WithOneThingChanged_IsNamed(string from, string to, string? complaint)
    {
        var problems = OfficialContracts.HubSpot.CheckResponse("GET", "/crm/objects/2026-09/deals/1", 200, Deal.Replace(from, to, StringComparison.Ordinal));

        if (complaint is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(complaint, Assert.Single(problems), StringComparison.Ordinal);
        }
    }

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public void Request_WithUnknownParameterOrPathOrOperator_IsNamed()
    {
        var hubSpot = OfficialContracts.HubSpot;

        Assert.Contains("parameter nonsense", Assert.Single(hubSpot.CheckRequest("GET", "/crm/v3/objects/deals", "?nonsense=1", null)), StringComparison.Ordinal);
        Assert.Contains("not described", Assert.Single(hubSpot.CheckRequest("GET", "/crm/v9/objects/deals", "", null)), StringComparison.Ordinal);
        Assert.Contains("LIKE", Assert.Single(hubSpot.CheckRequest(
            "POST", "/crm/v3/objects/deals/search", "", """{"filterGroups":[{"filters":[{"propertyName":"amount","operator":"LIKE"}]}]}""")), StringComparison.Ordinal);
    }

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public void Exchanges_WithOneThingWrong_AreNamedAndWhatIsWrongOnPurposeIsNot()
    {
        RecordedExchange fine = new(true, "GET", "/hubspot/crm/objects/2026-09/deals/1", "", null, 200, Deal, null);
        RecordedExchange[] exchanges =
        [
            fine,
            fine with { Query = "?nonsense=1" },
            fine with { Query = "?nonsense=2", FromProduct = false },
            fine with { Answer = Deal.Replace("\"5\"", "5", StringComparison.Ordinal) },
            fine with { Answer = "{", Fault = "malformedBody" },
            fine with { Path = "/google/token" },
        ];

        var (problems, count) = RecordedExchanges.Check(exchanges);

        Assert.Equal(5, count);
        Assert.Equal(["asked: GET /crm/objects/2026-09/deals/1: parameter nonsense is not described", "answered: GET /crm/objects/2026-09/deals/1 200: $.properties.amount is Number, not string"], problems);
    }

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public void GoogleAnswer_WithAWrongField_IsNamed()
    {
        var google = OfficialContracts.Google;

        Assert.Empty(google.CheckResponse("GET", "/gmail/v1/users/me/profile", 200, """{"emailAddress":"a@b.example","historyId":"12"}"""));
        Assert.Contains("historyId", Assert.Single(google.CheckResponse("GET", "/gmail/v1/users/me/profile", 200, """{"historyId":12}""")), StringComparison.Ordinal);
        Assert.NotEmpty(google.CheckResponse("GET", "/gmail/v1/users/me/profile", 404, """{"message":"gone"}"""));
    }
}
