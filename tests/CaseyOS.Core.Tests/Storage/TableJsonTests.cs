using System.Text;
using System.Text.Json;
using CaseyOS.Core.Storage.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Storage;

public sealed class TableJsonTests
{
    [Fact]
    public void Write_AnyText_IsAsciiOnTheWireAndReadsBackTheSame() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>().Filter(text => text is not null && IsWellFormed(text)),
        text =>
        {
            text += "Zoë 東京 🚚 \"\\";
            var body = TableJson.Write(new TableEntity("p", "r") { ["Body"] = text });
            Assert.True(Ascii.IsValid(body));
            using var row = JsonDocument.Parse(body);
            Assert.Equal(text, row.RootElement.GetProperty("Body").GetString());
        }).QuickCheckThrowOnFailure();

    // Half a surrogate pair is no text; the writer replaces it.
    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
