using System.Globalization;
using CaseyOS.Functions.Local;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Functions.Tests.Local;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 21, 9, 59, 58, TimeSpan.Zero);

    [Theory]
    [InlineData("*/10 * * * * *", "2026-11-21T10:00:00Z")]
    [InlineData("5/10 * * * * *", "2026-11-21T10:00:05Z")]
    [InlineData("0 */2 * * * *", "2026-11-21T10:00:00Z")]
    [InlineData("30 */2 * * * *", "2026-11-21T10:00:30Z")]
    [InlineData("0 5 * * * *", "2026-11-21T10:05:00Z")]
    [InlineData("59 59 9 * * *", "2026-11-21T09:59:59Z")]
    [InlineData("0 0 9 * * 1-5", "2026-11-23T09:00:00Z")]
    [InlineData("0 0 9 * * Mon,Wed", "2026-11-23T09:00:00Z")]
    [InlineData("0 0 0 29 feb *", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 0 1 1 *", "2027-01-01T00:00:00Z")]
    [InlineData("0 0 8-18/5 * * *", "2026-11-21T13:00:00Z")]
    [InlineData("0 0 0 13 * 5", "2027-08-13T00:00:00Z")]
    public void Next_Expression_IsTheFirstTimeThatMatches(string expression, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Schedule.Parse(expression).Next(Saturday));

    [Fact]
    public void Next_ExactlyDue_IsTheTimeAfter() =>
        Assert.Equal(Saturday.AddSeconds(12), Schedule.Parse("*/10 * * * * *").Next(Saturday.AddSeconds(2)));

    [Fact]
    public void Next_NeverPossible_IsNull() => Assert.Null(Schedule.Parse("0 0 0 30 2 *").Next(Saturday));

    [Theory]
    [InlineData("* * * * *", "six")]
    [InlineData("60 * * * * *", "second")]
    [InlineData("* * 24 * * *", "hour")]
    [InlineData("* * * 0 * *", "day")]
    [InlineData("* * * * 13 *", "month")]
    [InlineData("* * * * * 7", "day of week")]
    [InlineData("*/0 * * * * *", "second")]
    [InlineData("5-1 * * * * *", "second")]
    [InlineData("1,,2 * * * * *", "second")]
    [InlineData("-1 * * * * *", "second")]
    [InlineData("a * * * * *", "second")]
    public void Parse_Nonsense_NamesTheField(string expression, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => Schedule.Parse(expression)).Message, StringComparison.Ordinal);

    // The definition, second by second, against the jumping search.
    [Fact]
    public void Next_AnyExpression_IsLaterAndMatchesAndNothingBetweenMatches() => Prop.ForAll(
        Arb.From(from second in Field(0, 59) from minute in Field(0, 59) from hour in Field(0, 23) from day in Field(1, 31) from month in Field(1, 12) from weekday in Field(0, 6) select (second, minute, hour, day, month, weekday)),
        Arb.From(Gen.Choose(0, 400 * 24 * 3600)),
        (parts, offset) =>
        {
            var (second, minute, hour, day, month, weekday) = parts;
            var start = Saturday.AddSeconds(offset);
            var next = Schedule.Parse($"{second.Text} {minute.Text} {hour.Text} {day.Text} {month.Text} {weekday.Text}").Next(start);
            bool Matches(DateTimeOffset time) => second.Has(time.Second) && minute.Has(time.Minute) && hour.Has(time.Hour) && day.Has(time.Day) && month.Has(time.Month) && weekday.Has((int)time.DayOfWeek);
            var limit = next ?? start.AddHours(2);
            return (next is not { } found || (found > start && Matches(found)))
                && Steps(start, limit).Take(7200).All(time => !Matches(time));
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<DateTimeOffset> Steps(DateTimeOffset after, DateTimeOffset before)
    {
        for (var time = after.AddSeconds(1); time < before; time = time.AddSeconds(1))
        {
            yield return time;
        }
    }

    private static Gen<(string Text, Func<int, bool> Has)> Field(int min, int max) => Gen.OneOf(
        Gen.Constant<(string, Func<int, bool>)>(("*", _ => true)),
        from value in Gen.Choose(min, max) select (Text(value), (Func<int, bool>)(found => found == value)),
        from step in Gen.Choose(1, 20) select ($"*/{Text(step)}", (Func<int, bool>)(found => (found - min) % step == 0)),
        from low in Gen.Choose(min, max) from high in Gen.Choose(low, max) select ($"{Text(low)}-{Text(high)}", (Func<int, bool>)(found => found >= low && found <= high)),
        from one in Gen.Choose(min, max) from other in Gen.Choose(min, max) select ($"{Text(one)},{Text(other)}", (Func<int, bool>)(found => found == one || found == other)));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
