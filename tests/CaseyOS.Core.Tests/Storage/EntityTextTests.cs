using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Storage;

public sealed class EntityTextTests
{
    private const int Part = 21 * 1024;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(Part, 1)]
    [InlineData(Part + 1, 2)]
    [InlineData(4 * Part, 4)]
    public void SetText_Length_UsesAsManyPropertiesAsNeeded(int length, int properties)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(number => (char)('a' + (number % 26))));
        var row = new TableEntity("p", "r");

        row.SetText("Body", text);

        Assert.Equal(2 + properties, row.Count);
        Assert.All(row.Values, value => Assert.True(((string)value!).Length <= Part));
        Assert.Equal(text, row.GetText("Body"));
    }

    [Fact]
    public void SetText_PairOfSurrogatesOnTheBoundary_IsNotTornApart()
    {
        var text = new string('x', Part - 1) + "🚚" + new string('y', Part);
        var row = new TableEntity("p", "r");

        row.SetText("Body", text);

        Assert.All(row.Values, value => Assert.False(char.IsHighSurrogate(((string)value!)[^1])));
        Assert.Equal(text, row.GetText("Body"));
    }

    [Fact]
    public void SetText_AnyMixtureOfPlanes_ReadsBackTheSame() => Prop.ForAll(
        Gen.Choose(0, 2).ListOf(3).SelectMany(kinds => Gen.Choose(Part - 3, Part + 3).Select(length => (kinds, length))).ToArbitrary(),
        sample =>
        {
            string[] pieces = ["a", "ü", "🚚"];
            var text = string.Concat(sample.kinds.Select(kind => pieces[kind])) + new string('z', sample.length - 8) + "🚚🚚🚚🚚";
            var row = new TableEntity("p", "r");
            row.SetText("Body", text);
            return row.GetText("Body") == text;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void GetText_LongerPartsOfAnEarlierVersion_AreStillRead()
    {
        var row = new TableEntity("p", "r") { ["Body"] = new string('a', 32 * 1024), ["Body_1"] = "b" };

        Assert.Equal(new string('a', 32 * 1024) + "b", row.GetText("Body"));
    }

    [Fact]
    public void SetText_MoreThanTheLimit_IsRefusedNamingTheField()
    {
        var row = new TableEntity("p", "r");
        row.SetText("Body", new string('ü', EntityText.MaxBytes / 2));

        var error = Assert.Throws<ValidationException>(() => row.SetText("Body", new string('ü', (EntityText.MaxBytes / 2) + 1), "body"));

        Assert.Equal("body has 200 kB; at most 200 kB can be kept.", error.Message);
        Assert.Equal(["body"], error.Errors.Keys);
    }

    [Fact]
    public void GetText_NoSuchProperty_IsNull() => Assert.Null(new TableEntity("p", "r").GetText("Body"));
}
