using CaseyOS.Core.Executions;

namespace CaseyOS.Core.Tests.Execution;

public sealed class MailOverridesTests
{
    private static readonly PreviewedMail Mail = new("ada@northwind.example", "Ada", "Lanes", "Hello", null, null);

    [Fact]
    public void ApplyTo_TextOfTheUser_TakesItAndLeavesTheRest() =>
        Assert.Equal(Mail with { Body = "one\ntwo" }, new ActionOverrides(Body: "one\r\ntwo\n").ApplyTo(Mail));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Lanes\r\nBcc: everybody@northwind.example")]
    [InlineData("Lanes\nX-CaseyOS-Execution: 1")]
    [InlineData("Lanes\0")]
    public void ApplyTo_SubjectThatIsNoLine_NamesTheField(string subject) =>
        Assert.Contains("overrides.subject", Assert.Throws<ValidationException>(() => new ActionOverrides(subject).ApplyTo(Mail)).Errors);

    [Fact]
    public void ApplyTo_TooLong_NamesBothFields()
    {
        var overrides = new ActionOverrides(new string('s', ActionOverrides.LongestSubject + 1), new string('b', ActionOverrides.LongestBody + 1));

        var error = Assert.Throws<ValidationException>(() => overrides.ApplyTo(Mail));

        Assert.Equal(["overrides.body", "overrides.subject"], error.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ApplyTo_AnswerWithAnotherSubject_IsRefusedSinceItWouldLeaveTheThread()
    {
        var answer = Mail with { Subject = "Re: Lanes", ThreadId = "18c1" };

        Assert.Throws<ValidationException>(() => new ActionOverrides("Something else").ApplyTo(answer));
        Assert.Equal("AW: lanes", new ActionOverrides("AW: lanes").ApplyTo(answer).Subject);
    }
}
