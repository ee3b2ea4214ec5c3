using System.Globalization;
using System.Xml.Linq;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market;

/// <summary>What the invented company publishes: a fresh issue of its newsletter and an old one, as RSS.</summary>
internal static class FeedEndpoint
{
    public static void MapFeeds(this IEndpointRouteBuilder routes) => routes.MapGet("/feeds/newsletter.xml", Newsletter);

    private static IResult Newsletter(World world) => Results.Text(world.Do(_ => Feed(world.Tenant.SeededAt)), "application/rss+xml; charset=utf-8");

    private static string Feed(DateTimeOffset seeded) => new XDocument(new XElement(
        "rss",
        new XAttribute("version", "2.0"),
        new XElement(
            "channel",
            new XElement("title", "Larkin: empty kilometres"),
            new XElement("link", "https://larkin.example/newsletter"),
            new XElement("description", "Every other week"),
            Item("Three lanes nobody looks at", "issue-12", seeded.AddDays(-1)),
            Item("What a dock door costs per hour", "issue-8", seeded.AddDays(-60))))).ToString();

    private static XElement Item(string title, string id, DateTimeOffset at) => new(
        "item",
        new XElement("title", title),
        new XElement("guid", id),
        new XElement("link", $"https://larkin.example/newsletter/{id}"),
        new XElement("pubDate", at.ToString("R", CultureInfo.InvariantCulture)));
}
