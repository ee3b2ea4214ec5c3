using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>One input of an upsert: the record that it changes, or none when it creates one. Checked before any is written.</summary>
internal sealed class UpsertStep
{
    private readonly ObjectType type;
    private readonly CrmObject? existing;
    private readonly Dictionary<string, string?> values;

    private UpsertStep(ObjectType type, CrmObject? existing, Dictionary<string, string?> values)
    {
        this.type = type;
        this.existing = existing;
        this.values = values;
    }

    public static UpsertStep Plan(World world, ObjectType type, JsonElement input)
    {
        var id = Body.RequiredString(input, "id");
        var idProperty = Body.String(input, "idProperty");
        var properties = new Dictionary<string, string?>(Body.Properties(input), StringComparer.Ordinal);
        if (string.IsNullOrEmpty(idProperty) || idProperty == "hs_object_id")
        {
            var record = world.Objects(type).Find(id) is { Archived: false } found ? found : throw HubSpotError.NotFound($"{type.Singular} {id} does not exist");
            PropertyRules.CheckUpdate(world, type, properties, record.Id);
            return new UpsertStep(type, record, properties);
        }

        var known = PropertyRules.FindBy(world, type, ObjectEndpoints.UniqueProperty(world, type, idProperty), id);
        if (known is null)
        {
            properties[idProperty] = id;
            PropertyRules.CheckCreate(world, type, properties);
        }
        else
        {
            PropertyRules.CheckUpdate(world, type, properties, known.Id);
        }

        return new UpsertStep(type, known, properties);
    }

    public JsonObject Run(World world)
    {
        var record = existing is null ? world.Create(type, values, Actors.Api) : world.Update(existing, values, Actors.Api);
        var json = ObjectJson.WriteAll(world, record);
        json["new"] = existing is null;
        return json;
    }
}
