using System.Text;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Webhooks;

namespace CaseyOS.Core.Tests.Signals.Webhooks;

public sealed class HubSpotEventsTests
{
    private const string Common = """ "eventId":1,"subscriptionId":7,"portalId":42,"appId":9,"occurredAt":1763460000000,"attemptNumber":0,"somethingNew":{"a":[1]} """;

    [Theory]
    [InlineData(""" "subscriptionType":"object.propertyChange","objectTypeId":"0-3","objectId":123,"propertyName":"dealstage","propertyValue":"x" """, HubSpotEventKind.PropertyChange, "deal|123")]
    [InlineData(""" "subscriptionType":"deal.propertyChange","objectId":"123","propertyName":"dealstage","propertyValue":"x" """, HubSpotEventKind.PropertyChange, "deal|123")]
    [InlineData(""" "subscriptionType":"object.creation","objectTypeId":"0-1","objectId":5 """, HubSpotEventKind.Creation, "contact|5")]
    [InlineData(""" "subscriptionType":"contact.creation","objectId":5 """, HubSpotEventKind.Creation, "contact|5")]
    [InlineData(""" "subscriptionType":"company.deletion","objectId":6 """, HubSpotEventKind.Deletion, "company|6")]
    [InlineData(""" "subscriptionType":"contact.privacyDeletion","objectId":5 """, HubSpotEventKind.PrivacyDeletion, "contact|5")]
    [InlineData(""" "subscriptionType":"object.restore","objectTypeId":"0-3","objectId":8 """, HubSpotEventKind.Restore, "deal|8")]
    [InlineData(""" "subscriptionType":"deal.merge","primaryObjectId":1,"mergedObjectIds":[2,3],"newObjectId":4,"numberOfPropertiesMoved":2 """, HubSpotEventKind.Merge, "deal|4", "deal|1", "deal|2", "deal|3")]
    [InlineData(""" "subscriptionType":"contact.merge","primaryObjectId":1,"mergedObjectIds":[1,2] """, HubSpotEventKind.Merge, "contact|1", "contact|2")]
    [InlineData(""" "subscriptionType":"deal.associationChange","associationType":"DEAL_TO_CONTACT","fromObjectId":1,"toObjectId":2,"associationRemoved":false """, HubSpotEventKind.AssociationChange, "deal|1", "contact|2")]
    [InlineData(""" "subscriptionType":"object.associationChange","objectTypeId":"0-1","associationType":"CONTACT_TO_TICKET","fromObjectId":1,"toObjectId":2,"associationRemoved":true """, HubSpotEventKind.AssociationChange, "contact|1")]
    public void Read_GenericAndOlderEvents_AreTheSame(string fields, HubSpotEventKind kind, string record, params string[] others)
    {
        var (events, ignored) = Read($"[{Event(fields)}]");

        var change = Assert.Single(events);
        Assert.Equal((0, 42, 1763460000000, kind, record), (ignored, change.Portal, change.OccurredAt, change.Kind, change.Record.ToString()));
        Assert.Equal(others, change.Others.Select(other => other.ToString()));
    }

    [Theory]
    [InlineData(""" "subscriptionType":"conversation.creation","objectId":1 """)]
    [InlineData(""" "subscriptionType":"object.creation","objectTypeId":"0-47","objectId":1 """)]
    [InlineData(""" "subscriptionType":"deal.somethingNew","objectId":1 """)]
    [InlineData(""" "subscriptionType":"deal.propertyChange","objectId":1 """)]
    [InlineData(""" "subscriptionType":"deal.creation" """)]
    [InlineData(""" "subscriptionType":"deal.creation","objectId":"a/b#c" """)]
    [InlineData(""" "subscriptionType":7,"objectId":1 """)]
    public void Read_EventsThatNothingLooksAt_AreCountedAndDoNotDisturb(string fields)
    {
        var (events, ignored) = Read($"[{Event(fields)},{Event("\"subscriptionType\":\"deal.creation\",\"objectId\":1")}]");

        Assert.Equal(1, ignored);
        Assert.Single(events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{]")]
    [InlineData("null")]
    public void Read_NotAListOfObjects_IsRefused(string body) => Assert.Throws<ValidationException>(() => Read(body));

    [Fact]
    public void Read_Value_TravelsAsAHashOnly()
    {
        var (events, _) = Read($"[{Event("\"subscriptionType\":\"contact.propertyChange\",\"objectId\":1,\"propertyName\":\"email\",\"propertyValue\":\"ada@northwind.example\"")}]");

        Assert.DoesNotContain("northwind", new EventMessage(events).Encode(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_FullBatchOfHubSpots_IsOneMessage_AndMoreAreSplitWithoutLoss()
    {
        var (events, _) = Read($"[{string.Join(',', Enumerable.Range(1, 100).Select(id => Event($"\"subscriptionType\":\"contact.propertyChange\",\"objectId\":{id},\"propertyName\":\"hs_a_property_with_a_long_name\",\"propertyValue\":\"{id}\"")))}]");
        Assert.Single(EventMessage.Pack(events));

        var many = Enumerable.Range(0, 30).SelectMany(_ => events).ToList();
        var messages = EventMessage.Pack(many).ToList();

        Assert.All(messages, text => Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, SignalMessage.MaxBytes));
        Assert.All(messages, text => Assert.True(EventMessage.Is(text)));
        Assert.Equal(many.Select(change => change.Record), messages.SelectMany(text => EventMessage.Decode(text).Events).Select(change => change.Record));
        Assert.InRange(messages.Count, 2, 20);
    }

    private static string Event(string fields) => "{" + Common + "," + fields + "}";

    private static (IReadOnlyList<HubSpotEvent> Events, int Ignored) Read(string body) => HubSpotEvents.Read(Encoding.UTF8.GetBytes(body));
}
