using Azure;

namespace CaseyOS.Core.Queue;

/// <summary>A stored value with the storage's own version of it, which a later write must still find.</summary>
/// <param name="Value">The value.</param>
/// <param name="ETag">Storage ETag of its row; not the API's <c>etag</c>, which is <see cref="QueueItem.Version"/>.</param>
public sealed record Versioned<T>(T Value, ETag ETag);
