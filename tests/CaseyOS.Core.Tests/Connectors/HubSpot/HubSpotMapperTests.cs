using CaseyOS.Core.Connectors.HubSpot;

namespace CaseyOS.Core.Tests.Connectors.HubSpot;

public sealed class HubSpotMapperTests
{
    [Theory]
    [InlineData("2026-11-20T10:15:00.123Z", "2026-11-20T10:15:00.123+00:00")]
    [InlineData("1795169700123", "2026-11-20T10:15:00.123+00:00")]
    [InlineData("2026-11-20", "2026-11-20T00:00:00+00:00")]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("9223372036854775807", null)]
    public void Deal_CloseDate_IsReadInAllItsSpellings(string written, string? read) =>
        Assert.Equal(read is null ? null : DateTimeOffset.Parse(read, null), HubSpotMapper.Deal(Record(("closedate", written))).CloseDate);

    [Theory]
    [InlineData("50000", 50000d)]
    [InlineData("1234.56", 1234.56)]
    [InlineData("1e3", 1000d)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("1,000", null)]
    [InlineData("", null)]
    public void Deal_Amount_IsANumberOrNothing(string written, double? read) => Assert.Equal(read, HubSpotMapper.Deal(Record(("amount", written))).Amount);

    [Fact]
    public void Deal_WithoutName_IsStillNamed() => Assert.Equal("deal 7", HubSpotMapper.Deal(Record()).Name);

    [Theory]
    [InlineData("Ada", "Lund", "ada@x.example", "Ada Lund")]
    [InlineData("", "Lund", "ada@x.example", "Lund")]
    [InlineData("", "", "Ada@x.example", "ada@x.example")]
    [InlineData("", "", "", "contact 7")]
    public void Contact_DisplayName_IsTheBestThereIs(string first, string last, string email, string shown) =>
        Assert.Equal(shown, HubSpotMapper.Contact(Record(("firstname", first), ("lastname", last), ("email", email))).DisplayName);

    [Theory]
    [InlineData("0.9", null, false)]
    [InlineData("1.0", null, true)]
    [InlineData("0.0", null, true)]
    [InlineData("0.0", "false", false)]
    [InlineData("0.5", "true", true)]
    public void Stages_Closed_AreToldByTheirFlagElseByProbability(string probability, string? isClosed, bool closed)
    {
        Dictionary<string, string?> metadata = new() { ["probability"] = probability, ["isClosed"] = isClosed };
        var pipeline = new WirePipeline("default", [new("s1", "Demo", 0, metadata, Archived: false), new("s2", "Old", 1, metadata, Archived: true)], Archived: false);

        Assert.Equal(closed, Assert.Single(HubSpotMapper.Stages(pipeline)).IsClosed);
    }

    private static WireObject Record(params (string Name, string Value)[] properties) =>
        new("7", properties.ToDictionary(property => property.Name, string? (property) => property.Value));
}
