using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Reads RSS 2.0 and Atom, which newsletters, blogs and video channels publish alike.</summary>
public static class FeedReader
{
    private const int MaxEntries = 50;
    private const int LongestTitle = 200;
    private const int LongestText = 10_000;

    // No document type definitions: a feed needs none, and an entity in one may be made to grow without end.
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 4_000_000 };

    /// <summary>The entries that have a title and a date, at most fifty.</summary>
    /// <exception cref="XmlException">It is neither RSS nor Atom.</exception>
    public static IReadOnlyList<ContentFacts> Read(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Strict);
        var root = XDocument.Load(reader).Root!;
        var entries = root.Name.LocalName is "rss" or "RDF" or "feed"
            ? root.Descendants().Where(element => element.Name.LocalName is "item" or "entry")
            : throw new XmlException($"The document is neither RSS nor Atom, but begins with {root.Name.LocalName}.");
        return [.. entries.Select(Entry).OfType<ContentFacts>().Take(MaxEntries)];
    }

    private static ContentFacts? Entry(XElement entry)
    {
        var title = Text(entry, "title");
        var link = Link(entry);
        var published = Text(entry, "pubDate") ?? Text(entry, "published") ?? Text(entry, "date") ?? Text(entry, "updated");
        return title is null || !DateTimeOffset.TryParse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? null
            : new(Text(entry, "guid") ?? Text(entry, "id") ?? link?.AbsoluteUri ?? title, title.Length > LongestTitle ? title[..LongestTitle] : title, at.ToUniversalTime(), link) { Text = Body(entry) };
    }

    private static Uri? Link(XElement entry)
    {
        var links = entry.Elements().Where(element => element.Name.LocalName == "link").ToList();
        var chosen = links.Find(link => link.Attribute("rel")?.Value is null or "alternate") ?? links.FirstOrDefault();
        return Uri.TryCreate(chosen?.Attribute("href")?.Value ?? chosen?.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
    }

    // RSS has the whole text in content:encoded and a summary in description; Atom calls them content and summary.
    private static string? Body(XElement entry)
    {
        var html = Text(entry, "encoded") ?? Text(entry, "content") ?? Text(entry, "description") ?? Text(entry, "summary");
        return html is null ? null : HtmlText.Words(html) is var text && text.Length > LongestText ? text[..LongestText] : text;
    }

    private static string? Text(XElement entry, string name) =>
        entry.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
