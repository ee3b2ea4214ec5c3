using System.Buffers.Text;
using System.Text;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Tests.Connectors.Google;

public sealed class GmailMapperTests
{
    [Theory]
    [InlineData("ada@northwind.example", "ada@northwind.example", null)]
    [InlineData("Ada Lund <Ada@Northwind.example>", "ada@northwind.example", "Ada Lund")]
    [InlineData("\"Lund, Ada\" <ada@northwind.example>", "ada@northwind.example", "Lund, Ada")]
    [InlineData("\"Ada \\\"Freight\\\" Lund\" <ada@northwind.example>", "ada@northwind.example", "Ada \"Freight\" Lund")]
    [InlineData("=?UTF-8?B?SsO8cmdlbg==?= =?utf-8?Q?_Kr=C3=BCger?= <j@x.example>", "j@x.example", "Jürgen Krüger")]
    [InlineData("=?iso-8859-1?Q?J=FCrgen?= <j@x.example>", "j@x.example", "Jürgen")]
    [InlineData("=?no-such?Q?J=FCrgen?= <j@x.example>", "j@x.example", "=?no-such?Q?J=FCrgen?=")]
    [InlineData("=?utf-8?Q?broken=ZZ?= <j@x.example>", "j@x.example", "=?utf-8?Q?broken=ZZ?=")]
    [InlineData("<ada@northwind.example>, bo@x.example", "ada@northwind.example", null)]
    public void Message_FromHeader_IsReadAsOneMailbox(string header, string email, string? name) =>
        Assert.Equal(new MailAddress(email, name), Message(("From", header)).From);

    [Theory]
    [InlineData("")]
    [InlineData("undisclosed-recipients:;")]
    [InlineData("<>")]
    public void Message_FromWithoutAddress_HasNoSender(string header) => Assert.Null(Message(("From", header)).From);

    [Fact]
    public void Message_SeveralRecipients_AreAllRead() => Assert.Equal(
        ["ada@northwind.example", "bo@x.example"],
        Message(("to", "\"Lund, Ada\" <ada@northwind.example>, Bo <bo@x.example>")).To.Select(address => address.Email));

    [Fact]
    public void Message_HeaderTwiceAndInAnyCase_IsTheFirst() =>
        Assert.Equal("<1@x>", Message(("Message-Id", "<1@x>"), ("MESSAGE-ID", "<2@x>")).MessageId);

    [Fact]
    public void Message_HtmlWhoseTagsNeverEnd_HasNoText()
    {
        var html = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<style ", 14_000))));

        Assert.Equal("", GmailMapper.Message(new("1", "2", null, null, null, new([], "text/html", Body: new(html)))).Text);
    }

    private static GmailMessage Message(params (string Name, string Value)[] headers) =>
        GmailMapper.Message(new("1", "2", null, null, null, new([.. headers.Select(header => new WireHeader(header.Name, header.Value))])));
}
