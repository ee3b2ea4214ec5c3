using System.Text.Json;
using CaseyOS.Functions.Hosting;

namespace CaseyOS.Functions.Tests.Hosting;

public sealed class InvocationPayloadTests
{
    [Fact]
    public void Timer_AsSeenOnARealHost_IsPastDueWithItsTimes()
    {
        using var payload = JsonDocument.Parse(HostFixtures.Read("timer.json"));

        var timer = InvocationPayload.Timer(InvocationPayload.Data(payload));

        Assert.True(timer.IsPastDue);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 8, 27, 0, TimeSpan.Zero), timer.Next);
        Assert.Equal(new DateTime(2026, 11, 21, 8, 26, 0), timer.Last!.Value.UtcDateTime, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void QueueMessage_DoublyEncodedAsSeenOnARealHost_IsTheTextThatWasSent()
    {
        // An activity's input is encoded exactly as a queue message is.
        using var payload = JsonDocument.Parse(HostFixtures.Read("activity.json"));

        var text = InvocationPayload.QueueMessage(InvocationPayload.Data(payload));

        Assert.Equal("""{"item":"0198c0df","window_hours":72}""", text);
    }

    [Fact]
    public void Timer_FirstRun_HasNoLast()
    {
        using var payload = JsonDocument.Parse("""{"Data":{"timer":{"Schedule":{},"ScheduleStatus":{"Last":"0001-01-01T00:00:00","Next":"2026-11-21T08:27:00+00:00","LastUpdated":"0001-01-01T00:00:00"},"IsPastDue":false}},"Metadata":{}}""");

        var timer = InvocationPayload.Timer(InvocationPayload.Data(payload));

        Assert.Null(timer.Last);
        Assert.False(timer.IsPastDue);
    }

    [Fact]
    public void Timer_WithoutStatus_HasNoTimes()
    {
        using var payload = JsonDocument.Parse("""{"Data":{"timer":{"Schedule":{},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{}}""");

        Assert.Equal(new TimerInvocation(false, null, null), InvocationPayload.Timer(InvocationPayload.Data(payload)));
    }

    [Theory]
    [InlineData("""{"id":"ours","text":"ü \" \\ 😀"}""")]
    [InlineData("plain words")]
    [InlineData("")]
    public void QueueMessage_EncodedTwice_IsTheTextThatWasSent(string sent)
    {
        var data = JsonSerializer.SerializeToElement(JsonSerializer.Serialize(sent));

        Assert.Equal(sent, InvocationPayload.QueueMessage(data));
    }

    // The host hands over an object message's JSON text encoded once.
    [Fact]
    public void QueueMessage_ObjectEncodedOnce_IsItsJson() =>
        Assert.Equal("""{"id":"ours"}""", InvocationPayload.QueueMessage(JsonSerializer.SerializeToElement("""{"id":"ours"}""")));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Data":null}""")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("[]")]
    public void Data_Missing_IsAClearError(string payload)
    {
        using var document = JsonDocument.Parse(payload);

        Assert.Throws<JsonException>(() => InvocationPayload.Data(document));
    }
}
