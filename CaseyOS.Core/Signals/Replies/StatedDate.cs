namespace CaseyOS.Core.Signals.Replies;

/// <summary>A date that stands in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Value">The day; null when it can be read in two ways, contradicts itself, or lies in the past.</param>
internal sealed record StatedDate(int Start, int End, DateOnly? Value);
