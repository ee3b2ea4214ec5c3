namespace CaseyOS.Sandbox.Gmail.Mime;

/// <summary>A header as it reads: unfolded, encoded words decoded.</summary>
internal sealed record MimeHeader(string Name, string Value);

/// <summary>A message or one part of it.</summary>
internal sealed class MimePart
{
    public required IReadOnlyList<MimeHeader> Headers { get; init; }

    public IReadOnlyList<MimePart> Parts { get; init; } = [];

    /// <summary>Content with its transfer encoding undone, text as UTF-8; empty when there are parts.</summary>
    public byte[] Content { get; init; } = [];

    public required ContentType ContentType { get; init; }

    public string FileName { get; init; } = "";

    public string? this[string name] =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>The plain text: the first such part, or the HTML without its tags.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(
        (Find("text/plain") ?? Find("text/html") ?? this).Content);

    public IEnumerable<MimePart> All => Parts.SelectMany(part => part.All).Prepend(this);

    private MimePart? Find(string mediaType) => All.FirstOrDefault(part => part.Parts.Count == 0 && part.ContentType.MediaType == mediaType);
}
