using System.Xml;
using System.Xml.Linq;

namespace CaseyOS.Core.Storage.Http;

/// <summary>Reads XML from the wire without document types, entities or anything fetched from elsewhere.</summary>
internal static class StorageXml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="XmlException">The text is not XML, or declares a document type.</exception>
    public static XDocument Parse(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), Settings);
        return XDocument.Load(reader);
    }
}
