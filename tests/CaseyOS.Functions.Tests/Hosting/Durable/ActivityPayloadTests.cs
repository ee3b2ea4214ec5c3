using System.Text.Json;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Functions.Hosting.Durable;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

public sealed class ActivityPayloadTests
{
    [Theory]
    [InlineData("""{"item":"x"}""", """{"item":"x"}""")]
    [InlineData("\"word\"", "\"word\"")]
    [InlineData("word", "\"word\"")] // a string that lost its quotes on the way
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("null", null)]
    [InlineData("", null)]
    public void Input_EncodedAsTheHostDoes_IsTheInputsJson(string handedOver, string? input) =>
        Assert.Equal(input, ActivityPayload.Input(JsonSerializer.SerializeToElement(JsonSerializer.Serialize(handedOver))));

    [Fact]
    public void Input_Null_IsNone() => Assert.Null(ActivityPayload.Input(JsonSerializer.SerializeToElement<string?>(null)));

    // What an activity without envelope returned (the recorded ones did) is its result, whatever it looks like.
    [Theory]
    [InlineData("\"text\"")]
    [InlineData("""{"result":{"not":"text"}}""")]
    [InlineData("""{"result":"1","more":2}""")]
    [InlineData("""{"failure":"word"}""")]
    [InlineData("no json")]
    [InlineData(null)]
    public void Open_NoEnvelope_IsTheResultItself(string? json) =>
        Assert.Equal(new TaskCompleted(DateTime.UnixEpoch, 1, json), ActivityEnvelope.Open(DateTime.UnixEpoch, 1, json));

    [Theory]
    [InlineData("\"2026-11-21T12:00:00+02:00\"")]
    [InlineData("""{"a":[1,null]}""")]
    [InlineData(null)]
    public void Open_SealedResult_IsTheSameText(string? result) => Assert.Equal(
        new TaskCompleted(DateTime.UnixEpoch, 1, result),
        ActivityEnvelope.Open(DateTime.UnixEpoch, 1, JsonSerializer.Serialize(ActivityEnvelope.Seal(new(result, null)))));
}
