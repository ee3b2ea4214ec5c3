using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Delivery;

namespace CaseyOS.Core.Tests.Execution;

public sealed class DraftTextTests
{
    private static readonly PreviewedMail Confirmed = new("ada@northwind.example", "Ada Lund", "Lanes", "Hi Ada,\n\nstill interested?\n", null, null);

    private static readonly GmailMessage Lying = new()
    {
        Id = "18c1",
        ThreadId = "18c1",
        To = [new("ada@northwind.example", "Ada Lund")],
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Subject"] = "Lanes" },
        Text = "Hi Ada,\r\n\r\nstill interested?\r\n",
    };

    [Fact]
    public void IsUnchanged_AsMimeBroughtIt_IsTheSame() => Assert.True(DraftText.IsUnchanged(Lying, Confirmed));

    [Fact]
    public void IsUnchanged_AnotherWord_IsNot() => Assert.False(DraftText.IsUnchanged(Lying with { Text = "Hi Ada,\n\nstill there?" }, Confirmed));

    [Fact]
    public void IsUnchanged_AnotherSubject_IsNot() => Assert.False(DraftText.IsUnchanged(With("Subject", "Lines"), Confirmed));

    [Theory]
    [InlineData("Cc")]
    [InlineData("Bcc")]
    public void IsUnchanged_SomebodyElseReadsIt_IsNot(string header) => Assert.False(DraftText.IsUnchanged(With(header, "bo@northwind.example"), Confirmed));

    [Fact]
    public void IsUnchanged_AnotherRecipient_IsNot()
    {
        Assert.False(DraftText.IsUnchanged(Lying with { To = [new("bo@northwind.example", "Ada Lund")] }, Confirmed));
        Assert.False(DraftText.IsUnchanged(Lying with { To = [.. Lying.To, new("bo@northwind.example", null)] }, Confirmed));
    }

    [Fact]
    public void IsUnchanged_AnAttachment_IsNot() => Assert.False(DraftText.IsUnchanged(Lying with { PartTypes = ["text/plain", "application/pdf"] }, Confirmed));

    private static GmailMessage With(string name, string value) =>
        Lying with { Headers = new Dictionary<string, string>(Lying.Headers, StringComparer.OrdinalIgnoreCase) { [name] = value } };
}
