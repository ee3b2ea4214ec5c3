using CaseyOS.Core.Executions;

namespace CaseyOS.Core.Tests.Execution;

public sealed class MailSubjectTests
{
    [Theory]
    [InlineData("Lanes 2027", "Re: Lanes 2027")]
    [InlineData("Re: Lanes 2027", "Re: Lanes 2027")]
    [InlineData("RE[2]: FW: AW:Lanes 2027", "Re: Lanes 2027")]
    [InlineData("Regarding: lanes", "Re: Regarding: lanes")]
    public void AnswerTo_Subject_CarriesOneMark(string subject, string answer) => Assert.Equal(answer, MailSubject.AnswerTo(subject));
}
