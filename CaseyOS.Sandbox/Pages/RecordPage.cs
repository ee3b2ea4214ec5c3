using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Pages;

/// <summary>HubSpot's page of one record, to which links in the product lead; it stands in for app.hubspot.com.</summary>
internal static class RecordPage
{
    public static void MapRecordPage(this IEndpointRouteBuilder routes) => routes.MapGet("/hubspot-app/contacts/{portal:long}/record/{type}/{id}", Show);

    private static IResult Show(HttpContext context, World world, string type, string id)
    {
        if (ObjectTypes.Find(type) is not { } kind || world.Do(_ => world.Objects(kind).Find(id)) is not { } record)
        {
            return Page.Write(context, "Error 404", Html.Of($"""<h2>There is no such record</h2>"""), StatusCodes.Status404NotFound);
        }

        var title = $"{kind.Singular} {record.Id}{(record.Archived ? ", deleted" : "")}";
        var properties = Html.Join(record.Properties.OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => Html.Of($"""<div class="card"><p class="soft">{property.Key}</p><pre>{property.Value}</pre></div>""")));
        return Page.Write(context, title, Html.Of($"""<h2>HubSpot: {title}</h2>{properties}"""));
    }
}
