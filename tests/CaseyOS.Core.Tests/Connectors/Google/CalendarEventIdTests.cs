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
}
