using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseyOS.Sandbox.Webhooks;

/// <summary>An event that waits for its delivery. It is written with the change itself, so a kill loses neither or both.</summary>
internal sealed record WebhookEvent(
    long Seq, DateTimeOffset At, string What, string TypeId, string ObjectId, string? Property, string? Value, string Source, int Attempt, DateTimeOffset DueAt)
{
    public string Key => Seq.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>As it travels. The event id repeats after a while, as HubSpot's does.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["eventId"] = Seq % 1000,
            ["subscriptionId"] = Subscriptions.IdOf(TypeId, What, Property),
            ["portalId"] = Subscriptions.PortalId,
            ["appId"] = Subscriptions.AppId,
            ["occurredAt"] = At.ToUnixTimeMilliseconds(),
            ["subscriptionType"] = $"object.{What}",
            ["objectTypeId"] = TypeId,
            ["attemptNumber"] = Attempt,
            ["objectId"] = long.Parse(ObjectId, CultureInfo.InvariantCulture),
            ["changeSource"] = Source,
        };
        if (What == "merge")
        {
            // The event is about the record that lives on.
            var into = long.Parse(Value!, CultureInfo.InvariantCulture);
            json["mergedObjectIds"] = new JsonArray(json["objectId"]!.GetValue<long>());
            json["primaryObjectId"] = into;
            json["newObjectId"] = into;
            json["numberOfPropertiesMoved"] = 0;
            json["objectId"] = into;
        }

        if (Property is not null)
        {
            json["propertyName"] = Property;
            json["propertyValue"] = Value ?? "";
        }

        return json;
    }
}
