using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Webhooks;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Owners and pipelines: what the account is made of and this stand-in does not let anybody change.</summary>
internal static class SchemaEndpoints
{
    public static void MapSchema(this RouteGroupBuilder hubSpot)
    {
        hubSpot.MapGet("/crm/v3/owners", ListOwners);
        hubSpot.MapGet("/crm/v3/owners/{id}", ReadOwner);
        hubSpot.MapGet("/crm/v3/pipelines/{type}", (string type) => List(Pipeline(type, null)));
        hubSpot.MapGet("/crm/v3/pipelines/{type}/{id}", (string type, string id) => Results.Json(Pipeline(type, id)));
        hubSpot.MapGet("/crm/v3/pipelines/{type}/{id}/stages", (string type, string id) => Results.Json(new JsonObject
        {
            ["results"] = Pipeline(type, id)["stages"]!.DeepClone(),
        }));
        hubSpot.MapGet("/crm/v3/pipelines/{type}/{id}/stages/{stage}", (string type, string id, string stage) =>
            Pipeline(type, id)["stages"]!.AsArray().FirstOrDefault(one => (string?)one!["id"] == stage) is { } found ? Results.Json(found.DeepClone()) : throw HubSpotError.NotFound());
        hubSpot.MapGet("/account-info/v3/details", () => Results.Json(new JsonObject
        {
            ["portalId"] = Subscriptions.PortalId,
            ["accountType"] = "DEVELOPER_TEST",
            ["timeZone"] = "Europe/Berlin",
            ["companyCurrency"] = "EUR",
            ["additionalCurrencies"] = new JsonArray(),
            ["utcOffset"] = "+01:00",
            ["utcOffsetMilliseconds"] = 3_600_000,
            ["uiDomain"] = "app-eu1.hubspot.com",
            ["dataHostingLocation"] = "eu1",
        }));
    }

    private static IResult ListOwners(HttpContext context)
    {
        var email = context.Request.Query["email"].ToString();
        var limit = Body.Int(context.Request.Query["limit"], "limit", 100, 1, 500);
        var owners = context.Request.Query["archived"] == "true" ? [] : Owners.All
            .Where(owner => email.Length == 0 || owner.Email.Equals(email, StringComparison.OrdinalIgnoreCase));
        var after = context.Request.Query["after"].ToString();
        var page = owners.Where(owner => string.CompareOrdinal(owner.Id, after) >= 0).Take(limit + 1).ToArray();
        var body = new JsonObject { ["results"] = new JsonArray([.. page.Take(limit).Select(Owners.ToJson)]) };
        if (page.Length > limit)
        {
            body["paging"] = ObjectJson.NextPage(context, page[limit].Id);
        }

        return Results.Json(body);
    }

    private static IResult ReadOwner(HttpContext context, string id)
    {
        var byUser = context.Request.Query["idProperty"] == "userId";
        var owner = Owners.All.FirstOrDefault(owner => (byUser ? $"{owner.UserId}" : owner.Id) == id);
        return owner is null ? throw HubSpotError.NotFound($"Owner {id} not found") : Results.Json(Owners.ToJson(owner));
    }

    private static IResult List(JsonObject pipeline) => Results.Json(new JsonObject { ["results"] = new JsonArray(pipeline) });

    private static JsonObject Pipeline(string type, string? id) => (ObjectTypes.Get(type).Name, id) switch
    {
        ("deals", null or Pipelines.DefaultId) => Pipelines.ToJson(),
        ("tickets", null or Pipelines.SupportId) => Pipelines.SupportToJson(),
        _ => throw HubSpotError.NotFound($"Pipeline {id} of {type} does not exist"),
    };
}
