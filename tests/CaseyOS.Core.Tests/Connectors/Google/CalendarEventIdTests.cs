using CaseyOS.Core.Connectors.Google;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Connectors.Google;

public sealed class CalendarEventIdTests
{
    [Fact]
    public void Of_AnyText_HasOnlyTheLettersThatGoogleAllows() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var id = CalendarEventId.Of(text ?? "");
        return id.Length is >= 5 and <= 1024 && id.All(letter => letter is (>= 'a' and <= 'v') or (>= '0' and <= '9'));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_OfAnyText_IsThatText() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        // Half a surrogate pair is no text, and does not survive UTF-8.
        var whole = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Get));
        return CalendarEventId.Read(CalendarEventId.Of(whole)) == whole;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("abc123def456")]
    [InlineData("caseosz")]
    [InlineData("caseos1")]
    [InlineData("")]
    public void Read_OfAnotherId_IsNull(string id) => Assert.Null(CalendarEventId.Read(id));
}
