using CaseyOS.Core.Executions.Watching;

namespace CaseyOS.Core.Tests.Execution.Watching;

public sealed class AbsenceTests
{
    [Theory]
    [InlineData("2026-11-23", "2026-11-24T17:00:00Z")] // back on Monday
    [InlineData("2026-11-27", "2026-11-30T17:00:00Z")] // back on Friday
    [InlineData("2026-11-28", "2026-11-30T17:00:00Z")] // back on Saturday
    [InlineData("2026-03-27", "2026-03-30T16:00:00Z")] // the clocks change in between
    public void OneWorkingDayAfter_ReturnDate_IsTheEndOfTheNextWorkingDayWhereTheUserIs(string back, string until) => Assert.Equal(
        DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
        Absence.OneWorkingDayAfter(DateOnly.Parse(back, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).ToUniversalTime());
}
