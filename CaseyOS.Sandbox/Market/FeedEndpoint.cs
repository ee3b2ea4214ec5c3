using System.Globalization;
using System.Xml.Linq;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market;

/// <summary>What the invented company publishes: a fresh issue of its newsletter and an old one, as RSS.</summary>
internal static class FeedEndpoint
{
    private const string Lanes = """
        <p>Everybody fights for the same ten lanes. The margin is on the ones that nobody looks at.</p>
        <p>Take Gdańsk to Rotterdam: 4 of 10 trucks go back empty, and have done so for years. Who asks for the way back first gets it at half the price.</p>
        <p>The second one is Brno to Lyon on Thursdays. The third is any lane on the day before a holiday.</p>
        <p>None of this needs software. It needs somebody who asks on Monday what will stand still on Friday.</p>
        """;

    private const string Doors = """
        <p>A dock door that waits costs as much as one that works. Most people find out when they rent the fifth.</p>
        <p>We measured 38 of them for a month: they stood open and empty for 3 hours a day.</p>
        """;

    private static readonly XName Whole = XNamespace.Get("http://purl.org/rss/1.0/modules/content/") + "encoded";

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
            Item("Three lanes nobody looks at", "issue-12", seeded.AddDays(-1), Lanes),
            Item("What a dock door costs per hour", "issue-8", seeded.AddDays(-60), Doors)))).ToString();

    private static XElement Item(string title, string id, DateTimeOffset at, string text) => new(
        "item",
        new XElement("title", title),
        new XElement("guid", id),
        new XElement("link", $"https://larkin.example/newsletter/{id}"),
        new XElement("pubDate", at.ToString("R", CultureInfo.InvariantCulture)),
        new XElement(Whole, text));
}
