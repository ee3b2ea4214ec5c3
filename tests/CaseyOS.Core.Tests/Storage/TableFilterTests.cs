using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Tests.Storage;

public sealed class TableFilterTests
{
    [Fact]
    public void Create_ValuesOfEveryType_WritesTheirLiterals()
    {
        var time = new DateTimeOffset(2026, 11, 21, 9, 30, 0, TimeSpan.FromHours(2));
        var id = new Guid("0198c0ff-ee00-7000-8000-000000000001");

        Assert.Equal(
            "S eq 'O''Neill' and I eq 7 and L eq 7L and D eq 7.0 and E eq 1E+30 and B eq true and T eq datetime'2026-11-21T07:30:00.0000000Z' and G eq guid'0198c0ff-ee00-7000-8000-000000000001' and X eq X'00FF'",
            TableClient.CreateQueryFilter($"S eq {"O'Neill"} and I eq {7} and L eq {7L} and D eq {7d} and E eq {1e30} and B eq {true} and T eq {time} and G eq {id} and X eq {(byte[])[0, 255]}"));
    }

    [Fact]
    public void Create_TextThatLooksLikeAFilter_StaysText() =>
        Assert.Equal("PartitionKey eq 'x'' or PartitionKey ne '''", TableClient.CreateQueryFilter($"PartitionKey eq {"x' or PartitionKey ne '"}"));

    [Fact]
    public void Create_NullOrUnknownType_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {(string?)null}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {1.5m}"));
    }
}
