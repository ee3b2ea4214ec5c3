using System.Text;
using System.Text.Json;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;

namespace CaseyOS.Core.Tests.Signals;

public sealed class SignalMessageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"signals":[]}""")]
    [InlineData("""{"signals":[null]}""")]
    [InlineData("""{"signals":[{"id":"x"}]}""")]
    public void Decode_NoMessageOfOurs_Fails(string text) => Assert.Throws<JsonException>(() => SignalMessage.Decode(text));

    [Fact]
    public void Decode_EncodedMessage_IsTheSameInEveryField()
    {
        var message = new SignalMessage([Signal("1", "Grüße an José")], Attempt: 3);

        Assert.Equal(message.Encode(), SignalMessage.Decode(message.Encode()).Encode());
        Assert.Equal(message.Signals[0].Proposal, SignalMessage.Decode(message.Encode()).Signals[0].Proposal);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(100, 10)]
    [InlineData(100, 1_500)]
    [InlineData(100, 7_000)]
    public void Pack_AnySizes_EveryMessageFitsAQueueAndNothingIsLost(int count, int length)
    {
        var signals = Enumerable.Range(0, count).Select(number => Signal($"{number}", new string('é', length / 6) + new string('x', length % 600))).ToList();

        var messages = SignalMessage.Pack(signals, attempt: 2).ToList();

        Assert.All(messages, message => Assert.InRange(Encoding.UTF8.GetByteCount(message.Encode()), 1, SignalMessage.MaxBytes));
        Assert.All(messages, message => Assert.Equal(2, message.Attempt));
        Assert.Equal(signals.Select(signal => signal.Id), messages.SelectMany(message => message.Signals).Select(signal => signal.Id));
    }

    [Fact]
    public void Pack_SignalLargerThanAMessage_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SignalMessage.Pack([Signal("1", new string('x', SignalMessage.MaxBytes))]).ToList());

    private static Signal Signal(string deal, string title) => new()
    {
        Id = SignalId.New(TimeProvider.System),
        Owner = new("owner"),
        Type = "deal_stalled",
        Source = SignalSource.Hubspot,
        Entity = $"deal:{deal}",
        Hash = SignalHash.Of("deal_stalled", $"deal:{deal}", "2026-W47"),
        OccurredAt = DateTimeOffset.UnixEpoch,
        DetectedAt = DateTimeOffset.UnixEpoch,
        Proposal = new()
        {
            Title = title,
            ActionType = ActionType.SendEmail,
            Domain = Domain.Sales,
            ScoreInputs = new ScoreInputs { Value = 5000 },
            ActionContext = new MailContext { To = "ada@northwind.example" },
        },
    };
}
