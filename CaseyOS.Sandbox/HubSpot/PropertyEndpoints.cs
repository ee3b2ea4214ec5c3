using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Property definitions; a unique one that is created here is enforced from then on.</summary>
internal static class PropertyEndpoints
{
    private static readonly string[] Types = ["string", "number", "date", "datetime", "enumeration", "bool"];

    public static void MapProperties(this RouteGroupBuilder hubSpot)
    {
        var properties = hubSpot.MapGroup("/crm/v3/properties/{type}");
        properties.MapGet("/", (World world, string type) => world.Do(_ => Results.Json(new JsonObject
        {
            ["results"] = new JsonArray([.. PropertyCatalogue.List(world, ObjectTypes.Get(type)).Select(ToJson)]),
        })));
        properties.MapGet("/groups", Groups);
        properties.MapGet("/{name}", Read);
        properties.MapPost("/", Create);
        properties.MapDelete("/{name}", Delete);
    }

    private static IResult Read(World world, string type, string name) => world.Do(_ =>
        PropertyCatalogue.Find(world, ObjectTypes.Get(type), name) is { } property
            ? Results.Json(ToJson(property))
            : throw HubSpotError.NotFound($"Property \"{name}\" does not exist"));

    private static IResult Groups(World world, string type) => world.Do(_ => Results.Json(new JsonObject
    {
        ["results"] = new JsonArray([.. PropertyCatalogue.List(world, ObjectTypes.Get(type)).Select(property => property.Group).Distinct()
            .Select(group => new JsonObject { ["name"] = group, ["label"] = group, ["displayOrder"] = 0, ["archived"] = false })]),
    }));

    private static IResult Create(HttpContext context, World world, string type)
    {
        var kind = ObjectTypes.Get(type);
        var property = FromJson(kind, Body.ReadObject(context));
        return world.Do(_ =>
        {
            if (PropertyCatalogue.Find(world, kind, property.Name) is not null)
            {
                throw new HubSpotError(409, "OBJECT_ALREADY_EXISTS", $"A property named '{property.Name}' already exists.");
            }

            var created = property with { CreatedAt = world.Now };
            world.CustomProperties.Put(created.Key, created);
            world.Record("property_created", Actors.Api, new { objectType = kind.Name, name = created.Name, unique = created.Unique });
            return Results.Json(ToJson(created), statusCode: StatusCodes.Status201Created);
        });
    }

    private static IResult Delete(World world, string type, string name) => world.Do(_ =>
    {
        var kind = ObjectTypes.Get(type);
        return world.CustomProperties.Remove(kind.Name + "." + name) ? Results.NoContent()
            : PropertyCatalogue.Find(world, kind, name) is null ? throw HubSpotError.NotFound($"Property \"{name}\" does not exist")
            : throw HubSpotError.BadRequest($"Property \"{name}\" is defined by HubSpot and cannot be archived");
    });

    private static PropertyDefinition FromJson(ObjectType type, JsonElement body)
    {
        var name = Body.RequiredString(body, "name");
        var dataType = Body.RequiredString(body, "type");
        if (!Types.Contains(dataType))
        {
            throw HubSpotError.BadRequest($"Invalid input JSON: {dataType} is not one of {string.Join(", ", Types)}");
        }

        if (name.Length > 100 || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            throw HubSpotError.BadRequest($"Property name {name} is not valid: only lower case letters, digits and underscores");
        }

        return new PropertyDefinition(type.Name, name, dataType, Body.RequiredString(body, "fieldType"), Body.RequiredString(body, "label"))
        {
            Group = Body.RequiredString(body, "groupName"),
            Description = Body.String(body, "description") ?? "",
            Unique = Body.String(body, "hasUniqueValue") == "true",
            Options = [.. Body.Array(body, "options").Select(option => new PropertyOption(Body.RequiredString(option, "value"), Body.RequiredString(option, "label")))],
        };
    }

    private static JsonObject ToJson(PropertyDefinition property)
    {
        var json = new JsonObject
        {
            ["name"] = property.Name,
            ["label"] = property.Label,
            ["type"] = property.Type,
            ["fieldType"] = property.FieldType,
            ["description"] = property.Description,
            ["groupName"] = property.Group,
            ["options"] = new JsonArray([.. property.Options.Select((option, index) => new JsonObject
            {
                ["label"] = option.Label,
                ["value"] = option.Value,
                ["displayOrder"] = index,
                ["hidden"] = false,
            })]),
            ["displayOrder"] = -1,
            ["hasUniqueValue"] = property.Unique,
            ["hidden"] = false,
            ["formField"] = false,
            ["calculated"] = false,
            ["externalOptions"] = false,
            ["archived"] = false,
            ["hubspotDefined"] = property.HubSpotDefined,
            ["modificationMetadata"] = new JsonObject
            {
                ["archivable"] = !property.HubSpotDefined,
                ["readOnlyDefinition"] = property.HubSpotDefined,
                ["readOnlyValue"] = property.ReadOnly,
            },
        };
        if (property.CreatedAt is { } at)
        {
            json["createdAt"] = Wire.Time(at);
            json["updatedAt"] = Wire.Time(at);
        }

        return json;
    }
}
